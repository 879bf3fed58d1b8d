/** Made-up runs that ask somebody. */
import type { RunRow, RunView } from '$lib/ipc';
import { attempt, json, request, step, view } from './build';
import { order, orderOf } from './kinds';
import { LOST_ANSWER, NOT_IN_TIME, said } from './problems';

const input = (id: number) => ({
  order_id: id,
  items: [{ item_type: 'ORDER', item_id: id, amount: '120.00' }],
  payments: [{ provider_id: 'braintree', amount: '120.00', offline: false }],
});

const path = (id: number) => `/v3/orders/${id}/payment_actions/refunds`;

const looked = (row: RunRow, id: number) =>
  step('order', 'Get order', row.at, {
    input: json({ order_id: id }),
    output: json(order(id)),
    attempts: [attempt(request('GET', `/v2/orders/${id}`), row.at, { callId: 1 })],
  });

/** Whether a refund may be sent. */
export function mayItGo(row: RunRow): RunView {
  const id = orderOf(row);
  const question = `Refund 120.00 of order ${id}?`;
  const asks = step('refund', 'Create refund', row.at + 150, {
    state: 'waiting',
    words: 'Waits for your word',
    tookMs: null,
    input: json(input(id)),
    asks: { confirm: { question, input: json(input(id)) } },
  });
  return view(row, { order: order(id) }, [looked(row, id), asks], said(question));
}

/** Whether a refund happened; BigCommerce can be asked. */
export function didItHappen(row: RunRow): RunView {
  const id = orderOf(row);
  const sent = request('POST', path(id), input(id));
  const lost = step('refund', 'Create refund', row.at + 150, {
    state: 'unknown',
    words: 'It may have happened',
    tookMs: null,
    input: json(input(id)),
    attempts: [
      attempt(sent, row.at + 150, {
        callId: 233,
        state: 'unknown',
        status: null,
        tookMs: 30_000,
        words: 'It may have happened',
      }),
    ],
    asks: { happened: { request: sent, canLook: true, callId: 233 } },
  });
  return view(row, { order: order(id) }, [looked(row, id), lost], LOST_ANSWER);
}

/** Whether a request to a server arrived, which nobody can ask. */
export function didItArrive(row: RunRow): RunView {
  const id = orderOf(row);
  const sent = { ...request('POST', '/orders', { order: order(id) }), curl: '' };
  const lost = step('send', 'HTTP request', row.at, {
    state: 'unknown',
    words: 'It may have happened',
    tookMs: null,
    input: json({ method: 'POST', path: '/orders' }),
    attempts: [
      attempt(sent, row.at, { state: 'unknown', status: null, words: 'It may have happened' }),
    ],
    asks: { happened: { request: sent, canLook: false, callId: 234 } },
  });
  return view(row, { order: order(id) }, [lost], NOT_IN_TIME);
}

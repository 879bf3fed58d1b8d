/** Calls that the made-up backend remembers. */
import type { CallState, CallView, Problem } from '$lib/ipc';
import { ORDER, ORDERS } from './answers';

/** Why a store refuses what it did not grant. */
export const REFUSED: Problem = {
  title: 'The store did not grant what this needs',
  meaning: 'BigCommerce refuses the call, because a scope is missing from the store’s token.',
  remedy: 'Save the scope in the developer portal, then let the owner install the app again.',
  mend: 'scopes',
};

/** Why nobody knows what came of a call. */
export const LOST_ANSWER: Problem = {
  title: 'BigCommerce did not answer in time',
  meaning: 'The request was sent, but no answer came back within 30 seconds.',
  remedy: 'Look at BigCommerce whether it happened before you send it again.',
  mend: 'wait',
};

/** Why there is nothing to be had. */
export const ABSENT: Problem = {
  title: 'BigCommerce has no such order',
  meaning: 'It answered 404 Not Found. Nothing happened.',
  remedy: 'Look at the id, then try again.',
  mend: null,
};

/** A call with what differs from an order that was read. */
export function call(id: number, at: number, row: Partial<CallView['row']>): CallView {
  const asked = row.call ?? 'GET /v2/orders/118';
  const [method = '', path = ''] = asked.split(' ');
  return {
    row: {
      id,
      action: 'get_order',
      name: 'Get order',
      storeId: 1,
      store: 'Northwind Outdoor',
      call: asked,
      at,
      tookMs: 132,
      state: 'done',
      status: 200,
      words: 'Done',
      ...row,
    },
    connector: 'bigcommerce',
    input: '{"order_id":"118"}',
    request: { method, path, body: null, curl: `curl --request ${method} '…${path}'` },
    answer: JSON.stringify(ORDER, null, 2),
    items: null,
    tooLarge: false,
    problem: null,
    canLook: false,
    settled: null,
    repeats: null,
  };
}

const MINUTE = 60_000;
const REFUND_INPUT = {
  order_id: '118',
  items: [{ item_type: 'PRODUCT', item_id: '41', quantity: '1' }],
  payments: [{ provider_id: 'braintree', amount: '18.00', offline: false }],
};

/** Some of each kind, and enough of them for several pages; the oldest first. */
export function callsAtFirst(now = Date.now()): CallView[] {
  const many = Array.from({ length: 230 }, (_, at) => call(at + 1, now - (300 - at) * MINUTE, {}));
  const answer = JSON.stringify(ORDERS, null, 2);
  const listed = { action: 'list_orders', name: 'List orders', call: 'GET /v2/orders' };
  const refund = {
    action: 'create_refund',
    name: 'Create refund',
    call: 'POST /v3/orders/118/payment_actions/refunds',
  };
  const failed = { state: 'failed' as CallState, status: 404, words: ABSENT.title };
  return [
    ...many,
    { ...call(231, now - 42 * MINUTE, { ...listed, words: '50 items' }), answer, items: 50 },
    { ...call(232, now - 20 * MINUTE, failed), answer: null, problem: ABSENT },
    {
      ...call(233, now - 6 * MINUTE, {
        ...refund,
        state: 'unknown',
        status: null,
        words: 'It may have happened',
      }),
      input: JSON.stringify(REFUND_INPUT),
      answer: null,
      problem: LOST_ANSWER,
      canLook: true,
    },
  ];
}

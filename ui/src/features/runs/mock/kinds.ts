/** What the made-up orchestrations do, as runs of them show it. */
import type { RunRow, RunStep, RunView } from '$lib/ipc';
import { attempt, json, request, step, view } from './build';
import { ABSENT, NO_ANSWER, NO_SCOPE } from './problems';

/** An order, as a trigger tells of it. */
export const order = (id: number) => ({
  id,
  status: 'Awaiting Fulfillment',
  total_inc_tax: '336.3200',
  currency_code: 'USD',
  payment_method: 'Credit Card',
  billing_address: { first_name: 'Ada', last_name: 'Marsh', city: 'Bristol', zip: 'BS1 4DJ' },
});

/** A refund. */
export const refund = (id: number, orderId: number) => ({
  id,
  order_id: orderId,
  total_amount: 120,
  items: [
    { item_type: 'PRODUCT', item_id: 41, quantity: 1 },
    { item_type: 'PRODUCT', item_id: 42, quantity: 2 },
  ],
});

/** The order a run is about. */
export const orderOf = (row: RunRow) => 100 + row.id;

const read = (path: string, at: number, what: unknown, callId: number) =>
  attempt(request('GET', path), at, { callId, answer: json(what) });

/** Tells of a large refund. */
export function told(row: RunRow): RunView {
  const id = orderOf(row);
  const { at } = row;
  const got = order(id);
  const steps = [
    step('order', 'Get order', at, {
      tookMs: 148,
      input: json({ order_id: id }),
      output: json(got),
      attempts: [read(`/v2/orders/${id}`, at, got, 1)],
    }),
    step('by_card', 'If', at + 150, { words: 'It holds', output: 'true', tookMs: 1 }),
    step('by_card/tell', 'Notify', at + 151, {
      input: json({ title: 'Refund of 120.00 USD', text: `Order ${id}, paid by Credit Card` }),
      tookMs: 4,
    }),
  ];
  return view(row, { refund: refund(row.id, id) }, steps);
}

/** Sends an order on: done, or after so many attempts not. */
export function mirrored(row: RunRow, failed = 0): RunView {
  const id = orderOf(row);
  const body = { store: 'g5cd38', order: order(id), key: 'b1946ac92492d2347c6235b4d2611184' };
  const sent = { ...request('POST', '/orders', body), curl: '' };
  const refused = Array.from({ length: failed }, (_, index) =>
    attempt(sent, row.at + index * 4_000, {
      number: index + 1,
      status: index === 0 ? 502 : null,
      state: 'failed',
      tookMs: 34,
      answer: index === 0 ? '<html>Bad gateway</html>' : null,
      words: NO_ANSWER.title,
    }),
  );
  const well = attempt(sent, row.at, { status: 204, tookMs: 88 });
  const send = step('send', 'HTTP request', row.at, {
    input: json({ method: 'POST', path: '/orders', body }),
    output: failed === 0 ? json({ status: 204 }) : null,
    state: failed === 0 ? 'done' : row.state === 'dead' ? 'failed' : 'waiting',
    words: failed === 0 ? 'Done' : row.state === 'dead' ? NO_ANSWER.title : 'Waits',
    problem: row.state === 'dead' ? NO_ANSWER : null,
    attempts: failed === 0 ? [well] : refused,
    tookMs: failed === 0 ? 90 : null,
  });
  return view(row, { order: order(id) }, [send], failed === 0 ? null : NO_ANSWER);
}

/** Puts products back into stock, of which the second is refused where the run is dead. */
export function restocked(row: RunRow): RunView {
  const id = orderOf(row);
  const dead = row.state === 'dead';
  const products = [
    { id: 41, variant_id: 7, name: 'Quay mug' },
    { id: 42, variant_id: 9, name: 'Harbour bowl' },
  ];
  const steps = [
    step('products', 'List order products', row.at, {
      input: json({ order_id: id }),
      output: json(products),
      attempts: [read(`/v2/orders/${id}/products`, row.at, products, 2)],
      tookMs: 171,
    }),
    step('each_item', 'For each', row.at + 172, {
      words: '2 items',
      state: dead ? 'failed' : 'done',
      output: json(refund(1, id).items),
      tookMs: 420,
    }),
    ...products.flatMap((product, index) => item(row, product, index, dead && index === 1)),
  ];
  return view(row, { refund: refund(row.id, id) }, steps, dead ? NO_SCOPE : null);
}

function item(row: RunRow, product: { id: number }, index: number, refused: boolean): RunStep[] {
  const at = row.at + 180 + index * 200;
  const items = [{ location_id: 1, variant_id: product.id, quantity: index + 1 }];
  const input = { reason: `Refund ${row.id}`, items };
  const sent = request('POST', '/v3/inventory/adjustments/relative', input);
  const answer = { status: 403, title: NO_SCOPE.title };
  return [
    step(`each_item#${index}/product`, 'Set values', at, {
      output: json({ refunded: product }),
      tookMs: 1,
    }),
    step(`each_item#${index}/restock`, 'Adjust inventory', at + 2, {
      input: json(input),
      output: refused ? null : json({ transaction_id: 'a1b2c3d4' }),
      state: refused ? 'failed' : 'done',
      words: refused ? NO_SCOPE.title : 'Done',
      problem: refused ? NO_SCOPE : null,
      tookMs: 160,
      attempts: [
        attempt(sent, at + 2, {
          callId: 3,
          ...(refused
            ? { state: 'failed', status: 403, words: NO_SCOPE.title, answer: json(answer) }
            : { answer: json({ transaction_id: 'a1b2c3d4' }) }),
        }),
      ],
    }),
  ];
}

/** Creates shipments, or finds no order. */
export function shipped(row: RunRow): RunView {
  const id = orderOf(row);
  const dead = row.state === 'dead';
  const sent = request('GET', `/v2/orders/${id}/products`);
  const products = step('products', 'List order products', row.at, {
    input: json({ order_id: id }),
    output: dead ? null : json([{ id: 41 }]),
    state: dead ? 'failed' : row.state === 'running' ? 'running' : 'done',
    words: dead ? ABSENT.title : row.state === 'running' ? 'Under way' : 'Done',
    problem: dead ? ABSENT : null,
    tookMs: row.state === 'running' ? null : 118,
    attempts: [
      attempt(sent, row.at, dead ? { status: 404, state: 'failed', words: ABSENT.title } : {}),
    ],
  });
  return view(row, { order: order(id) }, [products], dead ? ABSENT : null);
}

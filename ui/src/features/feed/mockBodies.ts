/** Bodies out of the ordinary for the feed that needs no backend: bytes, broken JSON, long and large ones. */
import type { BodyView, FeedRow } from '$lib/ipc';

const MEGABYTE = 1_048_576;

/** The body of a delivery when it is one of the odd ones. */
export function oddBody(row: FeedRow, delivery: number): Uint8Array | null {
  const text = oddText(row, delivery);
  if (text !== null) return new TextEncoder().encode(text);
  return row.id % 40 === 32 ? image() : null;
}

function oddText(row: FeedRow, delivery: number): string | null {
  const turn = row.id % 40;
  if (turn === 33) return BROKEN;
  if (turn === 31 || turn === 35)
    return JSON.stringify(orderOf(row, 3), null, delivery > 0 ? 2 : 0);
  if (turn === 21) return JSON.stringify(orderOf(row, 2_400));
  if (turn === 22) return JSON.stringify(orderOf(row, 9_000));
  return turn === 24 ? '' : null;
}

const BROKEN = `{
  "scope": "store/order/updated",
  "store_id": "1025646",
  "data": {
    "type": "order",
    "id": 250,
    "note": "Leave it at the "back" door",
    "status": { "previous_status_id": 0, "new_status_id": 11 }
  }
}`;

/** What the page gets of a body: text where it is UTF-8 without NUL. */
export function bodyView(bytes: Uint8Array): BodyView {
  const part = bytes.subarray(0, MEGABYTE);
  const size = bytes.length;
  const text = textOf(part);
  if (text === null) return { kind: 'binary', base64: btoa(String.fromCharCode(...part)), size };
  return { kind: 'text', text, json: isJson(bytes), size };
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}

function image(): Uint8Array {
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d];
  const rest = Array.from({ length: 3_000 }, (_, at) => (at * 73 + (at >> 3) * 19) % 256);
  return Uint8Array.from([...head, ...rest]);
}

function orderOf(row: FeedRow, items: number): unknown {
  const later = row.id % 40 === 35;
  const products = Array.from({ length: items }, (_, at) => ({
    id: 9_000 + at,
    name: `Trail lamp ${at + 1}`,
    sku: `TL-${1_000 + at}`,
    quantity: later && at === 1 ? 4 : (at % 3) + 1,
    price_inc_tax: '37.3333',
    options: [{ id: 5, value: at % 2 === 0 ? 'Moss' : 'Slate' }],
  }));
  return {
    scope: row.scope,
    store_id: '1025646',
    data: { type: row.resourceType, id: row.resourceId, status_id: later ? 11 : 7 },
    ...(later ? { staff_notes: 'Call first: the bell is broken.' } : { customer_message: null }),
    products: later ? products.toReversed().slice(0, -1) : products,
    tracking: { big: 0, ratio: 0.1, gift: later, tags: ['früh', '配送', '🚲'] },
  };
}

/** What happens in the stores of the fake backend: all of it is worked out from an event's id. */
import type { FeedRow, Origin, Verdict } from '$lib/ipc';

/** The stores. */
export const STORES = [
  { id: 1, name: 'Northwind Outdoor', hash: 'g5cd38' },
  { id: 2, name: 'Lumen & Oak', hash: 'k2m9qa' },
  { id: 3, name: 'Practice store: Plus plan', hash: 'pr4ct1' },
];

/** A name that fits nowhere. */
export const LONG_STORE =
  'Vereinigte Handwerksmanufaktur für nachhaltige Outdoor-Ausrüstung GmbH & Co. KG';

/** What happened. */
export interface Kind {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly resource: (n: number) => string;
  readonly summary: (n: number) => string;
  readonly data: (n: number) => unknown;
}

/** The story an event belongs to: ten in a row are one order and one cart. */
export const story = (n: number): number => Math.floor(n / 10);
/** The order of an event. */
export const order = (n: number): number => 250 + (story(n) % 4_000);
/** The cart of an event. */
export const cart = (n: number): string =>
  `${(0x09346904 + story(n) * 7_919).toString(16).padStart(8, '0')}-4175-44fd-be53-f7e598531b6c`;

const KINDS: readonly Kind[] = [
  {
    id: 'order_created',
    name: 'Order Created',
    scope: 'store/order/created',
    resource: (n) => `Order ${order(n)}`,
    summary: (n) => `Order ${order(n)} was created`,
    data: (n) => ({ type: 'order', id: order(n) }),
  },
  {
    id: 'order_updated',
    name: 'Order Updated',
    scope: 'store/order/updated',
    resource: (n) => `Order ${order(n)}`,
    summary: (n) => `Order ${order(n)} was changed`,
    data: (n) => ({ type: 'order', id: order(n) }),
  },
  {
    id: 'cart_updated',
    name: 'Cart Updated',
    scope: 'store/cart/updated',
    resource: (n) => `Cart ${cart(n)}`,
    summary: (n) => `Cart ${cart(n)} was changed`,
    data: (n) => ({ type: 'cart', id: cart(n) }),
  },
  {
    id: 'refund_created',
    name: 'Refund Created',
    scope: 'store/order/refund/created',
    resource: (n) => `Order ${order(n)}`,
    summary: (n) => `Refund ${n % 90} of order ${order(n)} was created`,
    data: (n) => ({ type: 'order', id: order(n), refund: { refund_id: n % 90 } }),
  },
];

const KIND_ORDER = [0, 1, 2, 1, 2, 1, 2, 1, 1, 3];

/** What happened in an event. */
export function kindOf(id: number): Kind {
  return KINDS[KIND_ORDER[id % KIND_ORDER.length] ?? 0] ?? (KINDS[0] as Kind);
}

/** The verdict of an event. */
export function verdictOf(id: number): Verdict {
  if (id % 61 === 0) return 'quarantined';
  if (id % 41 === 0) return 'unverified';
  if (id % 29 === 0) return 'byHeader';
  return id % 23 === 0 ? 'verifiedStale' : 'verified';
}

/** The origin of an event. */
export function originOf(id: number): Origin {
  if (id % 53 === 0) return 'recovered';
  return id % 37 === 0 ? 'test' : 'live';
}

/** How much earlier than the event after it one arrived, in milliseconds. */
export function gapOf(id: number): number {
  return 4_000 + (id % 9) * 1_700;
}

/** The body of a delivery of an event, by its place. */
export function bodyOf(id: number, kind: Kind, row: FeedRow, at: number): string {
  if (row.verdict === 'quarantined' && id % 2 === 1) return 'order=250&status=shipped';
  const hash = STORES.find((store) => store.id === row.storeId)?.hash ?? '';
  return JSON.stringify({
    producer: `stores/${hash}`,
    hash: (0xdd70c097 + id * 104_729).toString(16).padStart(8, '0').repeat(5).slice(0, 40),
    created_at: Math.floor(row.at / 1_000) - 1,
    store_id: '1025646',
    scope: kind.scope,
    data: kind.data(id),
    ...(at > 4 ? { replayed: true } : {}),
  });
}

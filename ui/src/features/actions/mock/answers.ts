/** What the made-up store holds, and answers. */
import type { InputChoice } from '$lib/ipc';

/** An order. */
export const ORDER = {
  id: 118,
  customer_id: 12,
  status_id: 11,
  status: 'Awaiting Fulfillment',
  total_inc_tax: '336.3200',
  currency_code: 'USD',
  payment_method: 'Credit Card',
  date_created: 'Sat, 22 Nov 2025 08:26:40 +0000',
  external_order_id: 'WEB-20417',
  billing_address: { first_name: 'Ada', last_name: 'Marsh', city: 'Bristol', zip: 'BS1 4DJ' },
};

/** The orders of a page. */
export const ORDERS = Array.from({ length: 50 }, (_, at) => ({ ...ORDER, id: 118 + at }));

/** A refund. */
export const REFUND = {
  id: 7,
  order_id: 118,
  created: '2025-11-25T11:20:08+00:00',
  total_amount: 18,
  items: [{ item_type: 'PRODUCT', item_id: 41, quantity: 1, reason: 'Arrived broken' }],
  payments: [{ id: 15, provider_id: 'braintree', amount: 18, offline: false }],
};

/** A product. */
export const PRODUCT = { id: 77, name: 'Quay mug', sku: 'QM-1', price: 14.5, is_visible: true };

const named = (of: readonly (readonly [number, string])[]): InputChoice[] =>
  of.map(([value, name]) => ({ value: String(value), name }));

/** What can be chosen in an input that asks the store. */
export const OFFERED: Readonly<Record<string, readonly InputChoice[]>> = {
  status_id: named([
    [0, 'Incomplete'],
    [1, 'Pending'],
    [2, 'Shipped'],
    [4, 'Refunded'],
    [11, 'Awaiting Fulfillment'],
  ]),
  customer_id: named([
    [12, 'Ada · Marsh · ada@example.com'],
    [13, 'Grace · Holm · grace@example.com'],
  ]),
  product_id: named([
    [77, 'Quay mug · QM-1'],
    [78, 'Quay saucer · QS-1'],
    [80, 'Harbour bowl · HB-2'],
  ]),
  item_id: named([
    [41, 'Quay mug · QM-1'],
    [42, 'Harbour bowl · HB-2'],
  ]),
};

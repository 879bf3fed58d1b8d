/** Actions on what was ordered, and on sending it. */
import { form, input, LOST, ORDER_ID } from './build';

const ORDERED = {
  id: 41,
  order_id: 118,
  product_id: 77,
  variant_id: 92,
  order_address_id: 118,
  name: 'Quay mug',
  sku: 'QM-1',
  quantity: 2,
  price_inc_tax: '14.5000',
};

/** What was ordered. */
export const listOrderProducts = form(
  {
    id: 'list_order_products',
    name: 'List order products',
    group: 'Orders',
    about: 'The products of an order.',
    call: 'GET /v2/orders/{order_id}/products',
    danger: 'reads',
  },
  {
    inputs: [ORDER_ID],
    example: { order_id: 118 },
    sample: [ORDERED],
    scopes: ['store_v2_orders_read_only'],
  },
);

const SENT = [
  input('order_product_id', 'Product of the order', 'id', { required: true }),
  input('quantity', 'Quantity', 'whole', { required: true }),
];

/** Something is sent. */
export const createShipment = form(
  {
    id: 'create_shipment',
    name: 'Create shipment',
    group: 'Orders',
    about: 'Says what of an order was sent, and how.',
    call: 'POST /v2/orders/{order_id}/shipments',
    danger: 'writes',
  },
  {
    inputs: [
      ORDER_ID,
      input('order_address_id', 'Address', 'id', { required: true, asksStore: true }),
      input('tracking_number', 'Tracking number', 'text', { about: '50 characters at most.' }),
      input('shipping_provider', 'Carrier', 'text', { more: true, like: 'royalmail' }),
      input('items', 'Items', 'list', { required: true, fields: SENT }),
      input('comments', 'Comments', 'longText', { more: true }),
    ],
    example: {
      order_id: 118,
      order_address_id: 118,
      tracking_number: 'QP 2041 77',
      items: [{ order_product_id: 41, quantity: 2 }],
    },
    sample: { id: 9, order_id: 118, tracking_number: 'QP 2041 77', items: [] },
    scopes: ['store_v2_orders'],
    lost: LOST.look,
  },
);

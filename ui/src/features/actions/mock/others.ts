/** Actions on refunds and products, and any other call. */
import { choices, form, input, LOST, ORDER_ID } from './build';
import { PRODUCT, REFUND } from './answers';

const REFUNDED = [
  input('item_type', 'What is refunded', 'choice', {
    required: true,
    choices: choices({ PRODUCT: 'Product', SHIPPING: 'Shipping', ORDER: 'Amount of the order' }),
  }),
  input('item_id', 'Item', 'id', { required: true, asksStore: true, after: ['order_id'] }),
  input('quantity', 'Quantity', 'whole', { oneOf: 'size', about: 'For products.' }),
  input('amount', 'Amount', 'money', { oneOf: 'size', about: 'For everything else.' }),
  input('reason', 'Reason', 'text'),
];

const PAYMENTS = [
  input('provider_id', 'Payment provider', 'text', { required: true, like: 'braintree' }),
  input('amount', 'Amount', 'money', { required: true }),
  input('offline', 'Offline', 'switch', { required: true, about: 'Paid back in another way.' }),
];

/** Money is moved. */
export const createRefund = form(
  {
    id: 'create_refund',
    name: 'Create refund',
    group: 'Refunds and payments',
    about: 'Refunds items of an order, or an amount.',
    call: 'POST /v3/orders/{order_id}/payment_actions/refunds',
    danger: 'money',
  },
  {
    hints: [
      'The payments must come to what Quote refund says, or BigCommerce refuses.',
      'An offline payment moves no money: it notes that it was paid back in another way.',
    ],
    inputs: [
      ORDER_ID,
      input('items', 'Items', 'list', { oneOf: 'what', fields: REFUNDED }),
      input('tax_adjustment_amount', 'Tax overcharged', 'money', {
        oneOf: 'what',
        more: true,
        about: 'Refunds tax alone, without items.',
      }),
      input('payments', 'Payments', 'list', {
        required: true,
        about: 'One of the quote’s refund methods.',
        fields: PAYMENTS,
      }),
    ],
    example: {
      order_id: 118,
      items: [{ item_type: 'PRODUCT', item_id: 41, quantity: 1, reason: 'Arrived broken' }],
      payments: [{ provider_id: 'braintree', amount: '18.00', offline: false }],
    },
    sample: { data: REFUND, meta: {} },
    scopes: ['store_v2_orders', 'store_v2_transactions'],
    lost: LOST.look,
  },
);

/** Something is changed. */
export const updateProduct = form(
  {
    id: 'update_product',
    name: 'Update product',
    group: 'Products',
    about: 'Changes a product: its price, weight, texts or whether it is shown.',
    call: 'PUT /v3/catalog/products/{product_id}',
    danger: 'writes',
  },
  {
    inputs: [
      input('product_id', 'Product', 'id', { required: true, asksStore: true, searches: true }),
      input('name', 'Name', 'text'),
      input('price', 'Price', 'money'),
      input('weight', 'Weight', 'number'),
      input('description', 'Description', 'longText', { about: 'HTML.' }),
      input('is_visible', 'Shown to shoppers', 'switch'),
      input('image_url', 'Image', 'url', { more: true }),
    ],
    example: { product_id: 77, price: '14.50', is_visible: true },
    sample: { data: PRODUCT, meta: {} },
    scopes: ['store_v2_products'],
    lost: LOST.again,
  },
);

/** Any other call. */
export const httpRequest = form(
  {
    id: 'http_request',
    name: 'HTTP request',
    group: 'Store',
    about: 'Any call of the store’s API, by method and path.',
    call: '',
    danger: 'destructive',
  },
  {
    hints: ['DELETE on a path without an id, such as /v2/orders, takes everything that is there.'],
    inputs: [
      input('method', 'Method', 'choice', {
        required: true,
        choices: choices({ GET: 'GET', POST: 'POST', PUT: 'PUT', DELETE: 'DELETE' }),
      }),
      input('path', 'Path', 'text', {
        required: true,
        about: 'Under the store’s API.',
        like: '/v3/catalog/summary',
      }),
      input('query', 'Query', 'list', {
        fields: [
          input('name', 'Name', 'text', { required: true }),
          input('value', 'Value', 'text'),
        ],
      }),
      input('body', 'Body', 'json'),
    ],
    example: { method: 'GET', path: '/v3/catalog/products?limit=5' },
    sample: { data: { inventory_count: 540, variant_count: 42 }, meta: {} },
    lost: LOST.ask,
  },
);

/** Nothing is filled in. */
export const getStore = form(
  {
    id: 'get_store',
    name: 'Get store',
    group: 'Store',
    about: 'The store’s profile: name, address, currency, units, time zone, plan.',
    call: 'GET /v2/store',
    danger: 'reads',
  },
  {
    sample: { id: 'practice1', name: 'Quay Pottery Shop', currency: 'GBP', plan_name: 'Pro' },
    scopes: ['store_v2_information_read_only'],
  },
);

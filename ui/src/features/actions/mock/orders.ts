/** Actions on orders. */
import { choices, form, input, LOST, ORDER_ID, PAGES } from './build';
import { ORDER, ORDERS } from './answers';

const READS = ['store_v2_orders_read_only'];
const CHANGES = ['store_v2_orders'];

/** A list of several pages. */
export const listOrders = form(
  {
    id: 'list_orders',
    name: 'List orders',
    group: 'Orders',
    about: 'The store’s orders, by status, customer, amount or time.',
    call: 'GET /v2/orders',
    danger: 'reads',
  },
  {
    hints: ['What was ordered is not in it: List order products has it.'],
    inputs: [
      input('status_id', 'Status', 'choice', { asksStore: true }),
      input('customer_id', 'Customer', 'id', { asksStore: true, searches: true }),
      input('email', 'E-mail address', 'email'),
      input('min_date_created', 'Created since', 'date'),
      input('max_date_created', 'Created until', 'date'),
      input('min_total', 'Total from', 'money', { more: true }),
      input('include', 'Include', 'list', {
        of: 'choice',
        more: true,
        choices: choices({ consignments: 'Consignments', fees: 'Fees' }),
      }),
      input('sort', 'Sort by', 'choice', {
        more: true,
        choices: choices({
          'id:asc': 'Order id, lowest first',
          'date_created:desc': 'Created, newest first',
        }),
      }),
      ...PAGES,
    ],
    example: { status_id: 11, sort: 'date_created:desc', limit: 10 },
    sample: ORDERS.slice(0, 1),
    pages: true,
    scopes: READS,
  },
);

/** One thing by its id. */
export const getOrder = form(
  {
    id: 'get_order',
    name: 'Get order',
    group: 'Orders',
    about: 'One order, with its customer, amounts and status.',
    call: 'GET /v2/orders/{order_id}',
    danger: 'reads',
  },
  { inputs: [ORDER_ID], example: { order_id: 118 }, sample: ORDER, scopes: READS },
);

const ADDRESS = [
  input('first_name', 'First name', 'text'),
  input('last_name', 'Last name', 'text'),
  input('email', 'E-mail address', 'email'),
  input('street_1', 'Address line 1', 'text'),
  input('city', 'Suburb/city', 'text'),
  input('zip', 'Zip/postcode', 'text', { required: true }),
  input('country_iso2', 'Country code', 'text', { about: 'Two letters.', like: 'GB' }),
];

const PRODUCT = [
  input('product_id', 'Product', 'id', { oneOf: 'which', asksStore: true, searches: true }),
  input('name', 'Name of a custom product', 'text', { oneOf: 'which' }),
  input('quantity', 'Quantity', 'whole', { required: true }),
  input('price_inc_tax', 'Price including tax', 'money', {
    about: 'That of the catalog, unless you say otherwise.',
  }),
  input('product_options', 'Options', 'list', {
    more: true,
    about: 'Needed for products with options.',
    fields: [
      input('id', 'Option', 'id', { required: true }),
      input('value', 'Value', 'text', { required: true }),
    ],
  }),
];

/** Something is made, of objects and lists within lists. */
export const createOrder = form(
  {
    id: 'create_order',
    name: 'Create order',
    group: 'Orders',
    about: 'Makes an order of products of the catalog or of your own.',
    call: 'POST /v2/orders',
    danger: 'writes',
  },
  {
    hints: ['Orders made this way send no e-mail to the customer and no payment is taken.'],
    inputs: [
      input('billing_address', 'Billing address', 'object', { required: true, fields: ADDRESS }),
      input('products', 'Products', 'list', { required: true, fields: PRODUCT }),
      input('customer_id', 'Customer', 'id', { asksStore: true, searches: true }),
      input('status_id', 'Status', 'choice', { asksStore: true }),
      input('external_order_id', 'External order id', 'text', {
        about: 'The order’s id in another system.',
      }),
      input('staff_notes', 'Staff notes', 'longText', { more: true }),
      input('discount_amount', 'Discount', 'money', { more: true }),
      input('date_created', 'Created', 'date', { more: true, about: 'Now, unless you say.' }),
    ],
    example: {
      billing_address: { first_name: 'Ada', last_name: 'Marsh', zip: 'BS1 4DJ' },
      products: [{ product_id: 77, quantity: 2 }],
      status_id: 11,
      external_order_id: 'WEB-20417',
    },
    sample: ORDER,
    scopes: CHANGES,
    lost: LOST.look,
  },
);

/** Something is taken away. */
export const archiveOrder = form(
  {
    id: 'archive_order',
    name: 'Archive order',
    group: 'Orders',
    about: 'Takes one order out of the list of orders and into the archive.',
    call: 'DELETE /v2/orders/{order_id}',
    danger: 'destructive',
  },
  {
    hints: ['It refunds nothing: Create refund does.'],
    inputs: [ORDER_ID],
    example: { order_id: 118 },
    sample: null,
    scopes: CHANGES,
    lost: LOST.again,
  },
);

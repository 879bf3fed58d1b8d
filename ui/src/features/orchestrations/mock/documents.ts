/** Orchestrations to look at without a backend. */
import type { Document } from '$lib/ipc';

/** Asks nothing, has a filter and a decision. */
export const LARGE_REFUND: Document = {
  schema_version: 1,
  name: 'Tell me of large refunds',
  notes: 'Notifies this desktop of every refund over 100 of an order that was paid by card.',
  trigger: { webhook: { connector: 'bigcommerce', of: { trigger: 'refund_created' } } },
  filter: {
    row: { left: '{{ trigger.refund.total_amount }}', as: 'money', op: 'greater', right: '100' },
  },
  steps: [
    {
      id: 'order',
      do: {
        action: {
          connector: 'bigcommerce',
          action: 'get_order',
          input: { order_id: '{{ trigger.refund.order_id }}' },
        },
      },
    },
    {
      id: 'by_card',
      do: {
        if: {
          condition: {
            row: {
              left: '{{ steps.order.payment_method }}',
              as: 'text',
              op: 'contains',
              right: 'Card',
            },
          },
          then: [
            {
              id: 'tell',
              do: {
                notify: {
                  title:
                    'Refund of {{ trigger.refund.total_amount | money }} {{ steps.order.currency_code }}',
                  text: 'Order {{ steps.order.id }}, paid by {{ steps.order.payment_method }}',
                },
              },
            },
          ],
          else: [],
        },
      },
    },
  ],
};

/** Goes over a list, and sends something that is written. */
export const SHIP: Document = {
  schema_version: 1,
  name: 'Create shipments when an order is to be shipped',
  notes: 'A shipment for each product of an order, once the order awaits shipment.',
  trigger: {
    webhook: { connector: 'bigcommerce', of: { trigger: 'order_updated' }, status_to: [9] },
  },
  steps: [
    {
      id: 'products',
      do: {
        action: {
          connector: 'bigcommerce',
          action: 'list_order_products',
          input: { order_id: '{{ trigger.order.id }}' },
        },
      },
    },
    {
      id: 'each_product',
      note: 'One shipment a product: the warehouse packs them apart.',
      do: {
        for_each: {
          list: '{{ steps.products }}',
          as: 'product',
          on_error: 'collect',
          steps: [
            {
              id: 'ship',
              do: {
                action: {
                  connector: 'bigcommerce',
                  action: 'create_shipment',
                  input: {
                    order_id: '{{ trigger.order.id }}',
                    order_address_id: '{{ product.order_address_id }}',
                    items: [
                      {
                        order_product_id: '{{ product.id }}',
                        quantity: '{{ product.quantity }}',
                      },
                    ],
                  },
                },
              },
            },
          ],
        },
      },
    },
  ],
};

/** Lacks where it sends to. */
export const MIRROR: Document = {
  schema_version: 1,
  name: 'Mirror new orders to a URL',
  notes: 'Choose the address that new orders go to.',
  trigger: {
    webhook: {
      connector: 'bigcommerce',
      of: { trigger: 'order_created' },
      ignore_incomplete: true,
    },
  },
  steps: [
    {
      id: 'send',
      do: {
        http: {
          origin: '',
          method: 'POST',
          path: '/orders',
          body: { store: '{{ store.hash }}', order: '{{ trigger.order }}', key: '{{ step.key }}' },
          repeatable: true,
        },
      },
    },
  ],
};

/** Nothing but what starts it. */
export const NOTHING: Document = {
  schema_version: 1,
  name: 'New orchestration',
  trigger: { webhook: { connector: 'bigcommerce', of: { trigger: 'order_created' } } },
  steps: [],
};

/** Ready-made ones, by id. */
export const POINTS: Readonly<Record<string, Document>> = {
  large_refund: LARGE_REFUND,
  ship_on_status: SHIP,
  mirror_orders: MIRROR,
};

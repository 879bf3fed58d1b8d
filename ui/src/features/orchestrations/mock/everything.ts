/** An orchestration to look at that has everything there is. */
import type { Document } from '$lib/ipc';

/** Has a step of every kind, and words of every length. */
export const EVERYTHING: Document = {
  schema_version: 1,
  name: 'Nachtabgleich aller stornierten Bestellungen mit dem Warenwirtschaftssystem der Handwerksmanufaktur',
  notes: 'Goes through what was cancelled, and asks before money is moved.',
  trigger: { schedule: { every: { daily: '08:30' }, zone: 'Europe/London', missed: 'run_once' } },
  filter: {
    all: [
      { row: { left: '{{ store.hash }}', as: 'text', op: 'not_equals', right: 'practice1' } },
      {
        any: [
          {
            row: {
              left: '{{ trigger.scheduled_at }}',
              as: 'date',
              op: 'after',
              right: '2026-01-01',
            },
          },
          { expression: '{{ trigger.scheduled_at | date("%H") == "08" }}' },
        ],
      },
    ],
  },
  steps: [
    {
      id: 'orders',
      do: {
        action: {
          connector: 'bigcommerce',
          action: 'list_orders',
          input: { status_id: 5, limit: 50 },
        },
      },
    },
    {
      id: 'each_order',
      do: {
        for_each: {
          list: '{{ steps.orders }}',
          as: 'order',
          steps: [
            {
              id: 'by_method',
              do: {
                switch: {
                  value: '{{ order.payment_method }}',
                  cases: [
                    {
                      equals: ['Credit Card', 'PayPal'],
                      steps: [
                        {
                          id: 'refund',
                          do: {
                            action: {
                              connector: 'bigcommerce',
                              action: 'create_refund',
                              input: {
                                order_id: '{{ order.id }}',
                                items: [
                                  {
                                    item_type: 'ORDER',
                                    item_id: '{{ order.id }}',
                                    amount: '{{ order.total_inc_tax }}',
                                  },
                                ],
                                payments: [
                                  {
                                    provider_id: 'braintree',
                                    amount: '{{ order.total_inc_tax }}',
                                    offline: false,
                                  },
                                ],
                              },
                              confirm: {
                                ask_above: { amount: '{{ order.total_inc_tax }}', limit: '100.00' },
                              },
                              attempts: 3,
                            },
                          },
                        },
                        { id: 'settle', do: { delay: { for_s: 3600 } } },
                      ],
                    },
                    {
                      equals: ['Bank Deposit'],
                      steps: [
                        {
                          id: 'skip',
                          do: {
                            stop: { ending: 'succeed', message: 'Paid by bank: nothing to refund' },
                          },
                        },
                      ],
                    },
                  ],
                  otherwise: [
                    {
                      id: 'tell_somebody',
                      disabled: true,
                      do: {
                        notify: {
                          title: 'Order {{ order.id }} is paid by {{ order.payment_method }}',
                          text: '',
                        },
                      },
                    },
                  ],
                },
              },
            },
          ],
        },
      },
    },
    {
      id: 'totals',
      do: { set: { count: '{{ steps.orders | length }}', day: '{{ trigger.scheduled_at }}' } },
    },
    { id: 'pass_on', do: { forward: { address: '1' } } },
    {
      id: 'report',
      do: {
        http: {
          origin: '2',
          method: 'POST',
          path: '/reports/{{ vars.day }}',
          headers: { 'X-Report': 'cancelled' },
          body: { count: '{{ vars.count }}' },
        },
      },
    },
  ],
};

/** What made-up orchestrations can be made of. */
import type { Document, DocumentTrigger, Palette, Schedule, TriggerChoice } from '$lib/ipc';
import { FORMS } from '../../actions/mock';
import type { MockForwards } from '../../forwards/mock';

const trigger = (
  id: string,
  name: string,
  group: string,
  about: string,
  there: string[],
): TriggerChoice => ({ connector: 'bigcommerce', id, name, group, about, there });

const TRIGGERS: readonly TriggerChoice[] = [
  trigger('order_created', 'Order Created', 'Orders', 'A shopper or the store placed an order.', [
    'order',
  ]),
  trigger('order_updated', 'Order Updated', 'Orders', 'Anything of an order changed.', ['order']),
  trigger('refund_created', 'Refund Created', 'Orders', 'Money of an order was given back.', [
    'refund',
  ]),
  trigger('cart_updated', 'Cart Updated', 'Carts', 'Items of a cart changed.', ['cart']),
  trigger('customer_created', 'Customer Created', 'Customers', 'A shopper signed up.', [
    'customer',
  ]),
  trigger(
    'product_inventory_updated',
    'Product Inventory Updated',
    'Products',
    'The stock of a product changed.',
    ['product'],
  ),
];

const filter = (name: string, about: string, takes: string[] = []) => ({ name, takes, about });

/** It. */
export function paletteOf(forwards: MockForwards): Palette {
  return {
    triggers: [...TRIGGERS],
    actions: FORMS.map(({ action }) => action),
    addresses: forwards.addresses.map(({ id, name, url }) => ({ id: String(id), name, url })),
    filters: [
      filter('default', 'what to take where it is missing or null', ['value', 'even_empty']),
      filter('money', 'an amount with two places: 336.32', ['places']),
      filter('mul', 'multiplies, exactly', ['number']),
      filter('upper', 'in capitals'),
      filter('truncate', 'its first characters', ['length']),
      filter('first', 'its first item'),
      filter('length', 'how many items or characters it has'),
    ],
  };
}

/** What starts a document, in words. */
export function startsOf({ trigger }: Document): string {
  return words(trigger);
}

function words({ webhook, schedule }: DocumentTrigger): string {
  if (schedule) return scheduled(schedule);
  if (!webhook) return 'By hand';
  const { trigger: id, scope } = webhook.of;
  return TRIGGERS.find((one) => one.id === id)?.name ?? id ?? scope ?? '';
}

function scheduled({ every, zone = 'UTC' }: Schedule): string {
  if (every.minutes !== undefined) return `Every ${every.minutes} minutes`;
  if (every.hours !== undefined) return `Every ${every.hours} hours`;
  if (every.daily !== undefined) return `Every day at ${every.daily} (${zone})`;
  const days = every.weekly.on.map((day) => day.charAt(0).toUpperCase() + day.slice(1));
  return `${days.join(', ')} at ${every.weekly.at} (${zone})`;
}

/** Whether there is such a trigger. */
export function isTrigger(id: string): boolean {
  return TRIGGERS.some((one) => one.id === id);
}

/** The names that can be chosen from, as the backend knows them, and how a typed name is found in them. */
import type { ConnectorCard, Mark, StoreView, TriggerView } from '$lib/ipc';
import { MARK_ORDER, MARKS } from '../model/words';

/** Something that can be chosen by name. */
export interface Named<Id> {
  readonly id: Id;
  readonly name: string;
  /** What tells two of the same name apart. */
  readonly note?: string;
}

/** What there is to choose from. */
export interface Choices {
  readonly apps: readonly Named<number>[];
  readonly stores: readonly Named<number>[];
  readonly triggers: readonly Named<string>[];
  readonly labels: readonly string[];
}

/** No choices yet. */
export const NO_CHOICES: Choices = { apps: [], stores: [], triggers: [], labels: [] };

/** Kinds of resource that events are about; a webhook where BigCommerce tells of its own deliveries. */
export const RESOURCES: readonly Named<string>[] = [
  { id: 'order', name: 'Order' },
  { id: 'cart', name: 'Cart' },
  { id: 'shipment', name: 'Shipment' },
  { id: 'customer', name: 'Customer' },
  { id: 'product', name: 'Product' },
  { id: 'sku', name: 'SKU' },
  { id: 'webhook', name: 'Failed delivery' },
];

/** Everything that can be said of an event. */
export const MARK_CHOICES: readonly Named<Mark>[] = MARK_ORDER.map((id) => ({
  id,
  name: MARKS[id].word,
  note: MARKS[id].means,
}));

/**
 * What there is to choose from. The triggers of several apps of one connector are the same; webhooks
 * that nobody listens to are left out, as there are a hundred.
 */
export function choicesOf(
  catalog: readonly ConnectorCard[],
  stores: readonly StoreView[],
  triggers: readonly TriggerView[],
  labels: readonly string[] = [],
): Choices {
  const listened = triggers.filter(({ other, enabled }) => !other || enabled);
  const named = listened.map(({ id, name, scope }) => ({ id, name, note: scope }));
  return {
    apps: catalog.flatMap((card) => card.apps).map(({ id, name }) => ({ id, name })),
    stores: stores.map(({ id, hash, profile }) => ({
      id,
      name: profile?.name ?? hash,
      note: hash,
    })),
    triggers: [...new Map(named.map((one) => [one.id, one])).values()],
    labels,
  };
}

/** Those called so, by name, id or note; failing that, the ones whose name contains it. */
export function called<Id extends string | number>(
  from: readonly Named<Id>[],
  typed: string,
): Named<Id>[] {
  const text = plain(typed);
  const keys: ((one: Named<Id>) => string)[] = [
    ({ name }) => name,
    ({ id }) => String(id),
    ({ note = '' }) => note,
  ];
  for (const key of keys) {
    const exact = from.filter((one) => plain(key(one)) === text);
    if (exact.length > 0) return exact;
  }
  return from.filter(({ name }) => plain(name).includes(text));
}

/** Those a text being typed may become, best first. */
export function offered<Id extends string | number>(
  from: readonly Named<Id>[],
  typed: string,
): Named<Id>[] {
  const text = plain(typed);
  return from
    .map((one) => ({ one, rank: rankOf(one, text) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

function rankOf({ id, name, note = '' }: Named<string | number>, text: string): number {
  if (plain(name).startsWith(text) || plain(String(id)) === text) return 0;
  if (plain(name).includes(text)) return 1;
  const rest = typeof id === 'string' ? plain(id) : '';
  return rest.includes(text) || (!note.includes(' ') && plain(note).includes(text)) ? 2 : 3;
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}

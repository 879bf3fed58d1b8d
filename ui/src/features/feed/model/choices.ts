/** The names the filter box offers, from what the backend knows of apps, stores and triggers. */
import type { ConnectorCard, StoreView, TriggerView } from '$lib/ipc';
import type { Choices, Named } from './suggest';

/** What there is to choose from. The triggers of several apps of one connector are the same. */
export function choicesOf(
  catalog: readonly ConnectorCard[],
  stores: readonly StoreView[],
  triggers: readonly TriggerView[],
): Choices {
  return {
    apps: catalog.flatMap((card) => card.apps).map(({ id, name }) => ({ id, name })),
    stores: stores.map(({ id, hash, profile }) => ({
      id,
      name: profile?.name ?? hash,
      note: hash,
    })),
    triggers: distinct(triggers.map(({ id, name, scope }) => ({ id, name, note: scope }))),
  };
}

function distinct(named: readonly Named<string>[]): Named<string>[] {
  return [...new Map(named.map((one) => [one.id, one])).values()];
}

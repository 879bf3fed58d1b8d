/** What stores are called, and in which order they are offered. */
import type { StoreState, StoreView } from '$lib/ipc';

const URGENCY: Record<StoreState, number> = { held: 0, revoked: 1, connected: 2, uninstalled: 3 };

/** What a store is called: its name, or its hash while the name is not known. */
export function storeName(store: StoreView): string {
  return store.profile?.name ?? store.hash;
}

/** What waits for the user first, then by name. */
export function sortStores(stores: readonly StoreView[]): StoreView[] {
  return stores.toSorted(
    (one, other) =>
      URGENCY[one.state] - URGENCY[other.state] || compareNames(storeName(one), storeName(other)),
  );
}

function compareNames(one: string, other: string): number {
  return one.localeCompare(other, 'en', { sensitivity: 'base', numeric: true });
}

/** Which stores the list shows, and in which order. */
import type { StoreState, StoreView } from '$lib/ipc';

const URGENCY: Record<StoreState, number> = { held: 0, revoked: 1, connected: 2, uninstalled: 3 };

/** What a store is called: its name, or its hash while the name is not known. */
export function storeName(store: StoreView): string {
  return store.profile?.name ?? store.hash;
}

/** The stores whose name, hash, domain, plan or app contain every word typed. */
export function searchStores(stores: readonly StoreView[], typed: string): StoreView[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return stores.filter((store) => {
    const text = searchable(store);
    return words.every((word) => text.includes(word));
  });
}

/** What waits for the user first, then by name. */
export function sortStores(stores: readonly StoreView[]): StoreView[] {
  return stores.toSorted(
    (one, other) =>
      URGENCY[one.state] - URGENCY[other.state] || compareNames(storeName(one), storeName(other)),
  );
}

function searchable({ profile, hash, appName, state }: StoreView): string {
  const parts = [profile?.name, profile?.domain, profile?.plan, hash, appName, state];
  return parts.filter(Boolean).join(' ').toLowerCase();
}

function compareNames(one: string, other: string): number {
  return one.localeCompare(other, 'en', { sensitivity: 'base', numeric: true });
}

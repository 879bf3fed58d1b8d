/** Stores as they are offered: by app, those that can be used first. */
import type { AppMode, StoreRow, StoreState } from '$lib/ipc';
import { STORE_STATES } from '../../stores/words';

/** An app with its stores. */
export interface AppStores {
  readonly id: number;
  readonly name: string;
  readonly stores: readonly StoreRow[];
}

const ORDER: Record<StoreState, number> = { connected: 0, held: 1, revoked: 2, uninstalled: 3 };
const MODES: Record<AppMode, number> = { live: 0, practice: 1 };

/** Stores by app; those of practice last. */
export function byApp(stores: readonly StoreRow[]): AppStores[] {
  const sorted = stores.toSorted(
    (one, other) =>
      MODES[one.mode] - MODES[other.mode] ||
      one.appName.localeCompare(other.appName, 'en') ||
      ORDER[one.state] - ORDER[other.state] ||
      nameOf(one).localeCompare(nameOf(other), 'en'),
  );
  const ids = [...new Set(sorted.map(({ appId }) => appId))];
  return ids.map((id) => {
    const its = sorted.filter(({ appId }) => appId === id);
    return { id, name: its[0]?.appName ?? '', stores: its };
  });
}

/** Its name, or its hash while the name is not known. */
export function nameOf({ name, hash }: StoreRow): string {
  return name ?? hash;
}

/** Its name, and why it cannot be used. */
export function optionName(store: StoreRow): string {
  if (store.state === 'connected') return nameOf(store);
  return `${nameOf(store)} (${STORE_STATES[store.state].words.toLowerCase()})`;
}

/** The entries chosen last, newest first, kept in the page's own storage. */
const KEY = 'patchbay.palette.recent';

/** How many are kept. */
export const KEPT = 5;

/** Their ids. */
export function recentIds(storage: Storage = localStorage): string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** Remembers that an entry was chosen. */
export function remember(id: string, storage: Storage = localStorage): void {
  const others = recentIds(storage).filter((one) => one !== id);
  storage.setItem(KEY, JSON.stringify([id, ...others].slice(0, KEPT)));
}

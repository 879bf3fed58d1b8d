/** The filters used last, newest first, kept in the page's own storage. */
import type { Condition } from '$lib/ipc';
import { type FeedFilter, sameFilter } from '../model/filter';
import { MARKS } from '../model/words';
import { FIELDS } from '../language/tokens';

const KEY = 'patchbay.feed.recent';

const NUMBERED = new Set<string | undefined>(['store', 'app', 'after', 'before']);

/** How many are kept. */
export const KEPT = 8;

/** The filters used last. What else stands in the storage is left out. */
export function recentFilters(storage: Storage = localStorage): FeedFilter[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isFilter).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** Remembers a filter. One that it goes on from gives way: each step of narrowing is no search of its own. */
export function rememberFilter(filter: FeedFilter, storage: Storage = localStorage): void {
  if (filter.length === 0) return;
  const others = recentFilters(storage).filter(
    (one, at) => !sameFilter(one, filter) && !(at === 0 && goesOnFrom(filter, one)),
  );
  try {
    storage.setItem(KEY, JSON.stringify([filter, ...others].slice(0, KEPT)));
  } catch {
    return;
  }
}

function goesOnFrom(filter: FeedFilter, start: FeedFilter): boolean {
  return sameFilter(filter.slice(0, start.length), start);
}

function isFilter(kept: unknown): kept is FeedFilter {
  return Array.isArray(kept) && kept.length > 0 && kept.every(isCondition);
}

function isCondition(kept: unknown): kept is Condition {
  const { not, term } = (kept ?? {}) as Partial<Condition>;
  if (typeof not !== 'boolean' || !FIELDS.some((field) => field === term?.field)) return false;
  if (term?.field === 'is') return term.value in MARKS;
  return typeof term?.value === (NUMBERED.has(term?.field) ? 'number' : 'string');
}

/**
 * Which events the user wants to see: conditions, in the order the user put them. The backend judges
 * them, for pages and for the live tail alike.
 */
import type { Condition, FeedQuery, Term } from '$lib/ipc';
import { PAGE_ROWS } from './rows';

/** A filter of the feed. */
export type FeedFilter = readonly Condition[];

/** What a condition is about. */
export type Field = Term['field'];

/** The filter that lets everything through. */
export const NO_FILTER: FeedFilter = [];

/** Whether a filter lets everything through. */
export function isEmpty(filter: FeedFilter): boolean {
  return filter.length === 0;
}

/** A condition that wants what meets a term. */
export function wants(term: Term): Condition {
  return { not: false, term };
}

/** A condition that excludes what meets a term. */
export function excludes(term: Term): Condition {
  return { not: true, term };
}

/** Whether a condition wants what is quarantined. */
export function isQuarantine({ not, term }: Condition): boolean {
  return !not && term.field === 'is' && term.value === 'quarantined';
}

/** The one app and the one store that a filter wants events of; null where it wants those of others too. */
export function ownersOf(filter: FeedFilter): { app: number | null; store: number | null } {
  return { app: onlyOf(filter, 'app'), store: onlyOf(filter, 'store') };
}

function onlyOf(filter: FeedFilter, field: 'app' | 'store'): number | null {
  const ids = filter.flatMap(({ not, term }) => (!not && term.field === field ? [term.value] : []));
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

/** Whether two terms ask the same. */
export function sameTerm(one: Term, other: Term): boolean {
  return one.field === other.field && one.value === other.value;
}

/** Whether two filters have the same conditions in the same order. */
export function sameFilter(one: FeedFilter, other: FeedFilter): boolean {
  return (
    one.length === other.length &&
    one.every((condition, at) => {
      const against = other[at];
      return against?.not === condition.not && sameTerm(against.term, condition.term);
    })
  );
}

/** The filter with conditions put last; one that asks about the same in it gives way in its place. */
export function withConditions(filter: FeedFilter, added: FeedFilter): FeedFilter {
  return added.reduce<FeedFilter>((all, condition) => {
    const at = all.findIndex(({ term }) => sameTerm(term, condition.term));
    return at < 0 ? [...all, condition] : all.with(at, condition);
  }, filter);
}

/** The filter without the condition at a place. */
export function without(filter: FeedFilter, at: number): FeedFilter {
  return filter.filter((_, place) => place !== at);
}

/** The filter with the condition at a place turned round. */
export function turned(filter: FeedFilter, at: number): FeedFilter {
  return filter.map((one, place) => (place === at ? { ...one, not: !one.not } : one));
}

/** The filter with nothing but these terms on the fields they are about. */
export function narrowedTo(filter: FeedFilter, terms: readonly Term[]): FeedFilter {
  const fields = new Set(terms.map(({ field }) => field));
  return [...filter.filter(({ term }) => !fields.has(term.field)), ...terms.map(wants)];
}

/** The query for a page: the newest rows, or those before an event. */
export function queryOf(filter: FeedFilter, before: number | null = null): FeedQuery {
  return { conditions: [...filter], before, limit: PAGE_ROWS };
}

/** Which events an address can be given: everything, what the feed is filtered by, a saved filter. */
import type { Condition, SavedFilter } from '$lib/ipc';
import type { Choices } from '../feed/language/choices';
import { filterWords } from '../feed/language/phrases';
import { type FeedFilter, isEmpty, NO_FILTER, sameFilter } from '../feed/model/filter';

/** A filter to choose. */
export interface Offered {
  readonly label: string;
  readonly filter: FeedFilter;
}

/** What there is to choose from; `present` is the address's own. */
export function offeredFilters(
  present: FeedFilter,
  feed: FeedFilter,
  saved: readonly SavedFilter[],
  choices: Choices,
): Offered[] {
  const all: Offered[] = [
    { label: 'Every event', filter: NO_FILTER },
    ...saved.map(({ name, conditions }) => ({ label: name, filter: conditions })),
  ];
  const known = (filter: FeedFilter) => all.some((one) => sameFilter(one.filter, filter));
  if (!isEmpty(feed) && !known(feed))
    all.push({ label: `As the feed is now: ${filterWords(feed, choices)}`, filter: feed });
  if (!known(present)) all.push({ label: filterWords(present, choices), filter: present });
  return all;
}

/** An address's filter in words. */
export function eventsWords(conditions: readonly Condition[], choices: Choices): string {
  return isEmpty(conditions) ? 'Every event' : filterWords(conditions, choices);
}

/** Which events the user wants to see. Asked of the backend for pages, and of each row of the live tail here. */
import type { FeedQuery, FeedRow, Verdict } from '$lib/ipc';
import { PAGE_ROWS } from './rows';

/** A filter of the feed: every field that is set must hold. */
export interface FeedFilter {
  readonly appId?: number;
  readonly storeId?: number;
  readonly trigger?: string;
  readonly verdict?: Verdict;
  /** Part of a resource id, literally. */
  readonly resource?: string;
}

/** The fields of a filter. */
export type FilterField = keyof FeedFilter;

/** The filter that lets everything through. */
export const NO_FILTER: FeedFilter = {};

/** Whether a filter lets everything through. */
export function isEmpty(filter: FeedFilter): boolean {
  return Object.keys(filter).length === 0;
}

/** The filter without one of its fields. */
export function withoutField(filter: FeedFilter, field: FilterField): FeedFilter {
  const { [field]: gone, ...rest } = filter;
  void gone;
  return rest;
}

/** Whether two filters let the same events through. */
export function sameFilter(one: FeedFilter, other: FeedFilter): boolean {
  const fields: FilterField[] = ['appId', 'storeId', 'trigger', 'verdict', 'resource'];
  return fields.every((field) => one[field] === other[field]);
}

/** Whether a row of the live tail passes, judged as the backend judges it. */
export function matches(filter: FeedFilter, row: FeedRow): boolean {
  return (
    (filter.appId === undefined || row.appId === filter.appId) &&
    (filter.storeId === undefined || row.storeId === filter.storeId) &&
    (filter.trigger === undefined || row.triggerId === filter.trigger) &&
    (filter.verdict === undefined || row.verdict === filter.verdict) &&
    (filter.resource === undefined || resourceId(row).includes(filter.resource.toLowerCase()))
  );
}

/** The query for a page: the newest rows, or those before an event. */
export function queryOf(filter: FeedFilter, before: number | null = null): FeedQuery {
  return {
    appId: filter.appId ?? null,
    storeId: filter.storeId ?? null,
    trigger: filter.trigger ?? null,
    verdict: filter.verdict ?? null,
    resource: filter.resource ?? null,
    before,
    limit: PAGE_ROWS,
  };
}

/** The id in "Order 250", "Cart line item 5" and "Order 250 · 3". */
function resourceId(row: FeedRow): string {
  const [whole = ''] = row.resource.split(' · ');
  return whole.replace(/^\S+(?: [a-z]+)* /, '').toLowerCase();
}

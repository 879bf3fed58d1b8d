/** Which stores the list shows, and in which order. */
import type { AttentionKind, StoreRow, StoreState } from '$lib/ipc';

/** What the list can be sorted by. */
export type Column = 'store' | 'app' | 'state' | 'lastEvent' | 'lastError' | 'token' | 'hooks';

/** An order of the list. */
export interface Sort {
  readonly column: Column;
  readonly descending: boolean;
}

/** Which stores are wanted: those of one app, and those in one state or that need attention. */
export interface Wanted {
  readonly typed: string;
  readonly app: number | null;
  readonly state: StoreState | 'attention' | 'all';
}

/** Every store. */
export const EVERY: Wanted = { typed: '', app: null, state: 'all' };

/** What waits for the user first, then by name. */
export const URGENT: Sort = { column: 'state', descending: false };

const URGENCY: Record<AttentionKind, number> = {
  held: 0,
  revoked: 1,
  down: 2,
  problem: 3,
  hooksOff: 4,
  blocked: 5,
  lapsing: 6,
  scopesMissing: 7,
};
const WELL = 8;
const GONE = 9;

/** What a store is called: its name, or its hash while the name is not known. */
export function rowName({ name, hash }: StoreRow): string {
  return name ?? hash;
}

/** The stores that are wanted. Every word typed is in a store's name, hash, domain, plan, app or state. */
export function wantedRows(rows: readonly StoreRow[], wanted: Wanted): StoreRow[] {
  const words = wanted.typed.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (wanted.app !== null && row.appId !== wanted.app) return false;
    if (!isIn(row, wanted.state)) return false;
    const text = words.length > 0 ? searchable(row) : '';
    return words.every((word) => text.includes(word));
  });
}

/** The stores in an order; those alike by name. */
export function sortedRows(rows: readonly StoreRow[], { column, descending }: Sort): StoreRow[] {
  const way = descending ? -1 : 1;
  const compare = COMPARE[column];
  return rows.toSorted((one, other) => way * compare(one, other) || byName(one, other));
}

/** The order after a press on a column's head: the other way round, or that column's own. */
export function pressed(sort: Sort, column: Column): Sort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: column === 'lastEvent' || column === 'lastError' };
}

type Compare = (one: StoreRow, other: StoreRow) => number;

const byName: Compare = (one, other) => compareWords(rowName(one), rowName(other));

const COMPARE: Record<Column, Compare> = {
  store: byName,
  app: (one, other) => compareWords(one.appName, other.appName),
  state: (one, other) => urgency(one) - urgency(other),
  lastEvent: (one, other) => (one.lastEventAt ?? 0) - (other.lastEventAt ?? 0),
  lastError: (one, other) => (one.lastError?.at ?? 0) - (other.lastError?.at ?? 0),
  token: (one, other) => one.installedAt - other.installedAt,
  hooks: (one, other) => share(one) - share(other),
};

function urgency({ attention, state }: StoreRow): number {
  if (attention) return URGENCY[attention.kind];
  return state === 'uninstalled' ? GONE : WELL;
}

function share({ hooksActive, hooksWanted }: StoreRow): number {
  return hooksWanted === 0 ? 2 : hooksActive / hooksWanted;
}

function isIn({ state, attention }: StoreRow, wanted: Wanted['state']): boolean {
  if (wanted === 'all') return true;
  return wanted === 'attention' ? attention !== null : state === wanted;
}

function searchable({ name, domain, plan, hash, appName, state }: StoreRow): string {
  return [name, domain, plan, hash, appName, state].filter(Boolean).join(' ').toLowerCase();
}

const words = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function compareWords(one: string, other: string): number {
  return words.compare(one, other);
}

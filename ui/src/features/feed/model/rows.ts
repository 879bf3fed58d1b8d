/**
 * The rows of the feed that are kept in memory, newest first.
 *
 * A ledger holds a million events; the page holds two thousand. The newest rows form the head. Older
 * ones are pages, each remembered by the id it lies before, so that a page that was let go is asked
 * for again by the same id and comes back with the same rows. Ids never change and newer events only
 * get larger ones, which is what makes this safe.
 */
import type { FeedRow } from '$lib/ipc';

/** Rows one request asks for; the most the backend gives. */
export const PAGE_ROWS = 200;
/** Most rows in the head. */
export const HEAD_ROWS = 400;
/** Most pages with their rows in memory. */
export const RESIDENT_PAGES = 8;

/** A place in the list: a row, or `undefined` where a page was let go. */
export type Slot = FeedRow | undefined;

/** Older rows, fetched as one. */
export interface OlderPage {
  /** Its rows are older than this event. */
  readonly before: number;
  /** How many rows it has. */
  count: number;
  /** Its oldest event. */
  last: number;
  /** The rows, or `null` when they were let go. */
  rows: FeedRow[] | null;
}

/** The rows in memory, and where the others are. */
export class FeedRows {
  #head: FeedRow[] = [];
  #pages: OlderPage[] = [];
  #next: number | null = null;
  #version = 0;

  /** How many places the list has. */
  get length(): number {
    return this.#pages.reduce((sum, page) => sum + page.count, this.#head.length);
  }

  /** How many rows are in memory. */
  get resident(): number {
    return this.#pages.reduce((sum, page) => sum + (page.rows?.length ?? 0), this.#head.length);
  }

  /** Where to go on for older rows, as the id they lie before; nothing when there are none. */
  get next(): number | null {
    return this.#next;
  }

  /** Whether there may be rows older than the last place. */
  get more(): boolean {
    return this.#next !== null;
  }

  /** Another number whenever a place of the list is another. */
  get version(): number {
    return this.#version;
  }

  /** The newest row. */
  get newest(): FeedRow | undefined {
    return this.#head[0];
  }

  /** The row of an event, when it is in memory. */
  row(id: number): FeedRow | undefined {
    const rows = this.#rowsAround(id);
    return rows?.[find(rows, id)];
  }

  /** Every place, newest first. */
  slots(): Slot[] {
    const slots: Slot[] = this.#head.slice();
    for (const page of this.#pages) {
      for (let at = 0; at < page.count; at += 1) slots.push(page.rows?.[at]);
    }
    return slots;
  }

  /** Starts over with the first page. */
  reset(rows: readonly FeedRow[], next: number | null): void {
    this.#head = rows.slice();
    this.#pages = [];
    this.#next = next;
    this.#version += 1;
  }

  /**
   * Replaces a row that is in memory with a newer state of it.
   *
   * Returns whether the row was found, even where the state known is the newer one.
   */
  update(row: FeedRow): boolean {
    const rows = this.#rowsAround(row.id);
    const at = rows ? find(rows, row.id) : -1;
    if (!rows || at < 0) return false;
    const known = rows[at];
    if (!known || isOlderState(row, known)) return true;
    rows[at] = row;
    this.#version += 1;
    return true;
  }

  /** Whether a row that is not in memory has its place in the head. Changes of older events do not. */
  takes(row: FeedRow): boolean {
    const last = this.#head.at(-1);
    const [first] = this.#pages;
    if (row.id >= (last ? last.id : (first?.before ?? Infinity))) return true;
    return !first && row.id >= (this.#next ?? 0);
  }

  /** Takes rows out. Returns whether any was there. */
  remove(ids: Iterable<number>): boolean {
    const gone = [...ids].filter((id) => this.#takeOut(id));
    if (gone.length > 0) this.#version += 1;
    return gone.length > 0;
  }

  /** Puts new rows on top, and lets the oldest go when they are too many. */
  prepend(rows: readonly FeedRow[]): void {
    if (rows.length === 0) return;
    this.#version += 1;
    this.#head = merge(rows, this.#head);
    if (this.#head.length <= HEAD_ROWS) return;
    this.#head.length = HEAD_ROWS;
    this.#pages = [];
    this.#next = this.#head.at(-1)?.id ?? null;
  }

  /**
   * Adds the rows found from `before` on. Ignored when the list has changed since they were asked for.
   * Few rows join those before them: a search through much finds little at a time.
   */
  append(before: number, rows: readonly FeedRow[], next: number | null): void {
    if (before !== this.#next) return;
    this.#next = next;
    const last = rows.at(-1)?.id;
    if (last === undefined) return;
    this.#version += 1;
    if (!this.#join(rows, last))
      this.#pages.push({ before, count: rows.length, last, rows: rows.slice() });
  }

  /** Gives a page that was let go its rows back. */
  refill(before: number, rows: readonly FeedRow[]): void {
    const page = this.#pages.find((candidate) => candidate.before === before);
    if (!page) return;
    page.rows = rows.filter((row) => row.id < before && row.id >= page.last);
    page.count = page.rows.length;
    this.#version += 1;
  }

  /** The oldest event of the page that lies before an id. */
  lastOf(before: number): number | undefined {
    return this.#pages.find((page) => page.before === before)?.last;
  }

  /** The pages between two places whose rows are to be fetched again, by the id they lie before. */
  missing(from: number, to: number): number[] {
    return this.#between(from, to)
      .filter((page) => page.rows === null)
      .map((page) => page.before);
  }

  /** Lets go of the pages farthest from the places in sight. */
  release(from: number, to: number): void {
    const resident = this.#placed().filter(({ page }) => page.rows !== null);
    const surplus = resident.length - RESIDENT_PAGES;
    if (surplus <= 0) return;
    const middle = (from + to) / 2;
    resident
      .map(({ page, start }) => ({ page, away: Math.abs(start + page.count / 2 - middle) }))
      .sort((one, other) => other.away - one.away)
      .slice(0, surplus)
      .forEach(({ page }) => (page.rows = null));
    this.#version += 1;
  }

  #join(rows: readonly FeedRow[], last: number): boolean {
    const page = this.#pages.at(-1);
    const into = page ? page.rows : this.#head;
    if (!into || into.length + rows.length > PAGE_ROWS) return false;
    into.push(...rows);
    if (page) Object.assign(page, { count: into.length, last });
    return true;
  }

  #takeOut(id: number): boolean {
    const rows = this.#rowsAround(id);
    const at = rows ? find(rows, id) : -1;
    if (!rows || at < 0) return false;
    rows.splice(at, 1);
    const page = this.#pages.find((one) => one.rows === rows);
    if (page) page.count = rows.length;
    return true;
  }

  #rowsAround(id: number): FeedRow[] | null {
    const last = this.#head.at(-1);
    if (last && id >= last.id) return this.#head;
    return this.#pages.find((page) => id < page.before && id >= page.last)?.rows ?? null;
  }

  #between(from: number, to: number): OlderPage[] {
    return this.#placed()
      .filter(({ page, start }) => start <= to && start + page.count > from)
      .map(({ page }) => page);
  }

  #placed(): { page: OlderPage; start: number }[] {
    let next = this.#head.length;
    return this.#pages.map((page) => {
      const start = next;
      next += page.count;
      return { page, start };
    });
  }
}

/** Where a row stands among rows that are newest first, or -1. */
export function find(rows: readonly FeedRow[], id: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows[middle]?.id ?? 0;
    if (found === id) return middle;
    if (found > id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Whether `row` is a state of the event from before `known`: replies and the live tail overtake each other. */
export function isOlderState(row: FeedRow, known: FeedRow): boolean {
  return row.deliveries < known.deliveries || row.lastAt < known.lastAt;
}

function merge(added: readonly FeedRow[], rows: readonly FeedRow[]): FeedRow[] {
  const byId = new Map<number, FeedRow>();
  for (const row of rows) byId.set(row.id, row);
  for (const row of added) byId.set(row.id, row);
  return [...byId.values()].sort((one, other) => other.id - one.id);
}

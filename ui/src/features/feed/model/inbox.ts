/**
 * What the live tail sent since the last frame.
 *
 * Batches may come a hundred a frame, or for minutes while the window is hidden and no frame is drawn.
 * Only the latest state of an event is kept, and past a bound nothing is: the page is then loaded anew.
 */
import type { FeedBatch, FeedRow } from '$lib/ipc';

/** Most events kept between two frames. */
export const INBOX_ROWS = 2_000;

/** What arrived since the last frame. */
export interface Arrivals {
  /** The latest state of each event that meets the filter, oldest change first. */
  readonly rows: FeedRow[];
  /** The changed events that do not. */
  readonly gone: number[];
  /** All events there are, or `null` when nothing arrived. */
  readonly total: number | null;
  /** Whether events were missed, so that the page has to be loaded anew. */
  readonly lagged: boolean;
}

/** Gathers batches until a frame takes them. */
export class TailInbox {
  #rows = new Map<number, FeedRow | null>();
  #total: number | null = null;
  #lagged = false;

  /** Whether nothing arrived. */
  get empty(): boolean {
    return this.#total === null;
  }

  /** Adds a batch. */
  put(batch: FeedBatch): void {
    this.#total = batch.total;
    if (batch.kind === 'lagged') this.#lagged = true;
    else if (!this.#lagged) this.#keepAll(batch.rows, batch.gone);
    if (this.#lagged) this.#rows.clear();
  }

  /** Hands over what arrived and starts over. */
  take(): Arrivals {
    const rows = [...this.#rows.values()].filter((row) => row !== null);
    const gone = [...this.#rows].flatMap(([id, row]) => (row ? [] : [id]));
    const arrivals = { rows, gone, total: this.#total, lagged: this.#lagged };
    this.clear();
    return arrivals;
  }

  /** Forgets everything. */
  clear(): void {
    this.#rows.clear();
    this.#total = null;
    this.#lagged = false;
  }

  #keepAll(rows: readonly FeedRow[], gone: readonly number[]): void {
    for (const row of rows) this.#keep(row.id, row);
    for (const id of gone) this.#keep(id, null);
  }

  #keep(id: number, row: FeedRow | null): void {
    this.#rows.delete(id);
    this.#rows.set(id, row);
    if (this.#rows.size > INBOX_ROWS) this.#lagged = true;
  }
}

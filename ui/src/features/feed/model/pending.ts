/** Rows that arrived while the list is held still, waiting for the user to resume. */
import type { FeedRow } from '$lib/ipc';
import { HEAD_ROWS, isOlderState } from './rows';

/** The rows waiting, bounded: past the bound they are only counted, and resuming loads the page anew. */
export class PendingRows {
  #rows = new Map<number, FeedRow>();
  #highest = 0;
  #count = 0;
  #overflowed = false;

  /** How many new events wait. */
  get count(): number {
    return this.#count;
  }

  /** Whether more came than are kept. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  /** How many rows are kept. */
  get kept(): number {
    return this.#rows.size;
  }

  /** Adds a new event, or a newer state of one that waits. */
  add(row: FeedRow): void {
    const known = this.#rows.get(row.id);
    if (known) {
      if (!isOlderState(row, known)) this.#rows.set(row.id, row);
      return;
    }
    if (this.#overflowed && row.id <= this.#highest) return;
    this.#count += 1;
    this.#highest = Math.max(this.#highest, row.id);
    this.#keep(row);
  }

  /** Takes out a row that no longer passes the filter. */
  remove(id: number): void {
    if (this.#rows.delete(id)) this.#count -= 1;
  }

  /** Notes that events were missed; `missed` of them are counted. */
  lagged(missed: number): void {
    this.#count += missed;
    this.#spill();
  }

  /** Hands over the rows and starts over. */
  take(): FeedRow[] {
    const rows = [...this.#rows.values()];
    this.clear();
    return rows;
  }

  /** Forgets everything. */
  clear(): void {
    this.#rows.clear();
    this.#count = 0;
    this.#highest = 0;
    this.#overflowed = false;
  }

  #keep(row: FeedRow): void {
    if (this.#overflowed) return;
    if (this.#rows.size >= HEAD_ROWS) this.#spill();
    else this.#rows.set(row.id, row);
  }

  #spill(): void {
    this.#overflowed = true;
    this.#rows.clear();
  }
}

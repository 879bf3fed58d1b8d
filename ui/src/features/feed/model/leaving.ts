/** Events in sight that no longer meet the filter. They go once the list may move. */

/** Most of them that are remembered; the others go when the page is loaded anew. */
export const LEAVING_EVENTS = 2_000;

/** The events that are to go. */
export class Leaving {
  #ids = new Set<number>();

  /** Notes events that are to go. */
  add(ids: readonly number[]): void {
    for (const id of ids) if (this.#ids.size < LEAVING_EVENTS) this.#ids.add(id);
  }

  /** An event meets the filter again. */
  stays(id: number): void {
    this.#ids.delete(id);
  }

  /** Hands them over and starts over. */
  take(): number[] {
    const ids = [...this.#ids];
    this.#ids.clear();
    return ids;
  }
}

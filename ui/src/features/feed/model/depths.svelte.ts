/**
 * What lies below the newest rows: older ones, which the list asks for as it is scrolled, and those
 * that were let go of and come into sight again.
 */
import { asIpcError } from '$lib/ipc';
import type { FeedPage, FeedRow, IpcError } from '$lib/ipc';
import type { FeedRows } from './rows';
import { Search } from './search.svelte';

/** Rows that are enough for the tallest screen: a search for older ones goes on until it has found so many. */
export const SCREEN_ROWS = 100;

/** What the depths need of the feed. */
export interface Surface {
  /** The page of what is shown that lies before an event. */
  page(before: number): Promise<FeedPage>;
  /** Another number whenever something else is shown: answers to an older one are dropped. */
  question(): number;
  /** The rows have changed. */
  changed(): void;
}

/** The rows below. */
export class Depths {
  /** Why they could not be fetched. */
  error = $state.raw<IpcError | null>(null);
  /** How far the search for them is. */
  readonly search = new Search();

  readonly #rows: FeedRows;
  readonly #surface: Surface;
  #digging = 0;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the screen reads it
  readonly #fetching = new Set<number>();

  constructor(rows: FeedRows, surface: Surface) {
    this.#rows = rows;
    this.#surface = surface;
  }

  /** The first page of something else has come. */
  begin(page: FeedPage): void {
    this.#fetching.clear();
    this.error = null;
    this.search.reached(page.searched);
    if (page.next === null) this.search.clear();
  }

  /** Another screen of older rows. Goes on where it was stopped. */
  async older(): Promise<void> {
    if (!this.#rows.more) return;
    this.search.begin();
    await this.#dig(SCREEN_ROWS);
  }

  /** As many as fill the screen. */
  async fill(): Promise<void> {
    const wanted = SCREEN_ROWS - this.#rows.length;
    if (wanted > 0) await this.#dig(wanted);
    else this.search.rest();
  }

  /** Fetches a page again that was let go of, as the event it lies before. */
  async refill(before: number): Promise<void> {
    if (this.#fetching.has(before)) return;
    const question = this.#surface.question();
    this.#fetching.add(before);
    this.error = null;
    try {
      const rows = await this.#span(before, question);
      if (this.#asks(question)) this.#rows.refill(before, rows);
      this.#surface.changed();
    } catch (error) {
      if (this.#asks(question)) this.error = asIpcError(error);
    } finally {
      if (this.#asks(question)) this.#fetching.delete(before);
    }
  }

  async #dig(wanted: number): Promise<void> {
    const question = this.#surface.question();
    if (this.#digging === question) return;
    this.#digging = question;
    this.error = null;
    const enough = this.#rows.length + wanted;
    try {
      while (this.#goesOn(question, enough)) await this.#step(question);
    } catch (error) {
      if (this.#asks(question)) this.error = asIpcError(error);
    }
    if (!this.#asks(question)) return;
    this.#digging = 0;
    if (this.#rows.more) this.search.rest();
    else this.search.clear();
  }

  #asks(question: number): boolean {
    return question === this.#surface.question();
  }

  #goesOn(question: number, enough: number): boolean {
    const asked = this.#asks(question) && this.search.state === 'running';
    return asked && this.#rows.more && this.#rows.length < enough;
  }

  async #step(question: number): Promise<void> {
    const before = this.#rows.next;
    if (before === null) return;
    const page = await this.#surface.page(before);
    if (!this.#asks(question)) return;
    this.search.reached(page.searched);
    this.#rows.append(before, page.rows, page.next);
    this.#surface.changed();
  }

  async #span(before: number, question: number): Promise<FeedRow[]> {
    const last = this.#rows.lastOf(before) ?? before;
    const rows: FeedRow[] = [];
    let from: number | null = before;
    while (from !== null && from > last && this.#asks(question)) {
      const page: FeedPage = await this.#surface.page(from);
      rows.push(...page.rows);
      from = page.next;
    }
    return rows;
  }
}

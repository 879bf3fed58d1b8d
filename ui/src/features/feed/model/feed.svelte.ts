/**
 * The feed as the screen shows it: the rows in memory, the live tail, and whether the list holds still.
 *
 * Batches are applied once a frame, never as they come, so that a burst costs a frame what a trickle
 * costs. Replies that a newer question has overtaken are dropped.
 */
import { asIpcError } from '$lib/ipc';
import type { FeedBatch, FeedPage, FeedQuery, FeedRow, IpcError } from '$lib/ipc';
import { type FeedFilter, isEmpty, matches, NO_FILTER, queryOf, sameFilter } from './filter';
import { Hold } from './hold.svelte';
import { type Arrivals, TailInbox } from './inbox';
import { PendingRows } from './pending';
import { FeedRows, type Slot } from './rows';

/** What the feed needs of the backend. */
export interface FeedPort {
  /** A page of events, newest first. */
  page(query: FeedQuery): Promise<FeedPage>;
  /** The live tail after a cursor. Resolves to what ends it. */
  follow(after: number, onBatch: (batch: FeedBatch) => void): Promise<() => void>;
}

/** Runs something with the next frame. */
export type Frame = (run: () => void) => void;

/** How far the first page is. */
export type FeedPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** Places before the end at which the next older page is fetched. */
const AHEAD = 60;

/** The live feed under one filter. */
export class Feed {
  /** Every place of the list, newest first. */
  slots = $state.raw<readonly Slot[]>([]);
  /** All events there are, whatever the filter. */
  total = $state(0);
  /** New events that wait for the list to move again. */
  waiting = $state(0);
  /** How far the first page is. */
  phase = $state.raw<FeedPhase>({ kind: 'loading' });
  /** Whether there are older rows than the last place. */
  more = $state(false);
  /** Why older rows could not be fetched. */
  olderError = $state.raw<IpcError | null>(null);
  /** Why the live tail is not running. */
  tailError = $state.raw<IpcError | null>(null);
  /** Which events are shown. */
  filter = $state.raw<FeedFilter>(NO_FILTER);
  /** Whether the list holds still, and why. */
  readonly hold = new Hold(() => this.settle());

  #port: FeedPort;
  #frame: Frame;
  #rows = new FeedRows();
  #pending = new PendingRows();
  #inbox = new TailInbox();
  #question = 0;
  #loading = false;
  #framed = false;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the screen reads it
  readonly #fetching = new Set<number>();
  #unfollow: (() => void) | null = null;
  #running = false;

  constructor(port: FeedPort, frame: Frame = (run) => void requestAnimationFrame(run)) {
    this.#port = port;
    this.#frame = frame;
  }

  /** Rows in memory. */
  get resident(): number {
    return this.#rows.resident + this.#pending.kept;
  }

  /** The row of an event, when it is in memory. */
  row(id: number): FeedRow | undefined {
    return this.#rows.row(id);
  }

  /** Whether it was never started. */
  get idle(): boolean {
    return !this.#running;
  }

  /** Loads the newest rows and follows from there. */
  async start(): Promise<void> {
    this.#running = true;
    const cursor = await this.#load();
    if (cursor !== null) await this.#follow(cursor);
  }

  /** Ends the live tail. What is shown stays. */
  stop(): void {
    this.#running = false;
    this.#question += 1;
    this.#unfollow?.();
    this.#unfollow = null;
  }

  /** Starts again after a failure. */
  async retry(): Promise<void> {
    this.stop();
    await this.start();
  }

  /** Shows other events. */
  async setFilter(filter: FeedFilter): Promise<void> {
    if (sameFilter(filter, this.filter)) return;
    this.filter = filter;
    this.hold.release();
    const cursor = await this.#load();
    if (cursor !== null && !this.#unfollow) await this.#follow(cursor);
  }

  /** Shows what waits, and moves again. */
  resume(): void {
    this.hold.release();
    this.settle();
  }

  /** Shows what waits unless the list still has a reason to hold still. */
  settle(): void {
    if (this.hold.active || this.waiting === 0) return;
    if (this.#pending.overflowed) {
      void this.#load();
      return;
    }
    this.#rows.prepend(this.#pending.take());
    this.#show();
  }

  /** Tells which places are in sight: fetches what is missing there, lets go of what is far away. */
  see(from: number, to: number): void {
    this.#rows.missing(from, to).forEach((before) => void this.#refill(before));
    if (this.#rows.more && to >= this.#rows.length - AHEAD && !this.olderError) void this.older();
    this.#rows.release(from, to);
  }

  /** Fetches the next older page. */
  async older(): Promise<void> {
    const before = this.#rows.oldestId;
    if (before === undefined || this.#loading) return;
    const page = await this.#fetch(before);
    if (!page) return;
    this.#rows.append(before, page.rows, page.more);
    this.#show();
  }

  async #refill(before: number): Promise<void> {
    const page = await this.#fetch(before);
    if (!page) return;
    this.#rows.refill(before, page.rows);
    this.#show();
  }

  async #fetch(before: number): Promise<FeedPage | null> {
    if (this.#fetching.has(before)) return null;
    const question = this.#question;
    this.#fetching.add(before);
    this.olderError = null;
    try {
      const page = await this.#port.page(queryOf(this.filter, before));
      return question === this.#question ? page : null;
    } catch (error) {
      if (question === this.#question) this.olderError = asIpcError(error);
      return null;
    } finally {
      this.#fetching.delete(before);
    }
  }

  async #load(): Promise<number | null> {
    const question = (this.#question += 1);
    this.#loading = true;
    if (this.slots.length === 0) this.phase = { kind: 'loading' };
    try {
      const page = await this.#port.page(queryOf(this.filter));
      if (question !== this.#question) return null;
      this.#accept(page);
      return page.cursor;
    } catch (error) {
      if (question === this.#question) this.phase = { kind: 'failed', error: asIpcError(error) };
      return null;
    } finally {
      if (question === this.#question) this.#loading = false;
      this.#wake();
    }
  }

  #accept(page: FeedPage): void {
    this.#rows.reset(page.rows, page.more);
    this.#pending.clear();
    this.#fetching.clear();
    this.olderError = null;
    this.total = page.total;
    this.phase = { kind: 'ready' };
    this.#show();
  }

  async #follow(after: number): Promise<void> {
    try {
      const unfollow = await this.#port.follow(after, (batch) => this.#arrive(batch));
      this.tailError = null;
      if (this.#running) this.#unfollow = unfollow;
      else unfollow();
    } catch (error) {
      this.tailError = asIpcError(error);
    }
  }

  #arrive(batch: FeedBatch): void {
    this.#inbox.put(batch);
    this.#wake();
  }

  #wake(): void {
    if (this.#framed || this.#inbox.empty) return;
    this.#framed = true;
    this.#frame(() => {
      this.#framed = false;
      if (!this.#loading) this.#apply(this.#inbox.take());
    });
  }

  #apply(arrivals: Arrivals): void {
    if (arrivals.total === null) return;
    const missed = Math.max(0, arrivals.total - this.total);
    this.total = arrivals.total;
    if (!arrivals.lagged) this.#place(arrivals.rows);
    else if (this.hold.active) this.#pending.lagged(isEmpty(this.filter) ? missed : 0);
    else void this.#load();
    this.#show();
  }

  #place(rows: readonly FeedRow[]): void {
    const fresh: FeedRow[] = [];
    for (const row of rows) {
      const passes = matches(this.filter, row);
      if (this.#rows.update(row)) this.#leave(row, passes);
      else if (!passes) this.#pending.remove(row.id);
      else if (!this.#rows.takes(row)) continue;
      else if (this.hold.active || this.#pending.count > 0) this.#pending.add(row);
      else fresh.push(row);
    }
    this.#rows.prepend(fresh);
  }

  #leave(row: FeedRow, passes: boolean): void {
    if (!passes && !this.hold.active) this.#rows.remove(row.id);
  }

  #show(): void {
    this.slots = this.#rows.slots();
    this.more = this.#rows.more;
    this.waiting = Math.max(this.#pending.count, this.#pending.overflowed ? 1 : 0);
  }
}

/**
 * The feed as the screen shows it: the rows in memory, the search for older ones, the live tail, and
 * whether the list holds still. Replies that a newer question has overtaken are dropped.
 */
import { asIpcError } from '$lib/ipc';
import type { FeedPage, FeedQuery, FeedRow, IpcError } from '$lib/ipc';
import { Depths } from './depths.svelte';
import { type FeedFilter, isEmpty, NO_FILTER, queryOf, sameFilter } from './filter';
import { Hold } from './hold.svelte';
import type { Arrivals } from './inbox';
import { Leaving } from './leaving';
import { paced } from './pace';
import { PendingRows } from './pending';
import { FeedRows, type Slot } from './rows';
import type { Search } from './search.svelte';
import { type Frame, Tail, type TailPort } from './tail.svelte';

/** What the feed needs of the backend. */
export interface FeedPort extends TailPort {
  /** A page of events, newest first. */
  page(query: FeedQuery): Promise<FeedPage>;
}

/** How far the first page is. */
export type FeedPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** Places before the end at which older rows are fetched. */
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
  /** Whether there may be older rows than the last place. */
  more = $state(false);
  /** Which events are shown. */
  filter = $state.raw<FeedFilter>(NO_FILTER);
  /** Whether the list holds still, and why. */
  readonly hold = new Hold(() => this.settle());

  #port: FeedPort;
  readonly #rows = new FeedRows();
  readonly #depths = new Depths(this.#rows, {
    page: (before) => this.#port.page(queryOf(this.filter, before)),
    question: () => this.#question,
    changed: () => this.#show(),
  });
  #pending = new PendingRows();
  #leaving = new Leaving();
  #tail: Tail;
  #question = 0;
  #loading = false;
  #shown = -1;
  #running = false;

  constructor(port: FeedPort, frame: Frame = paced((run) => void requestAnimationFrame(run))) {
    this.#port = port;
    this.#tail = new Tail(port, frame, {
      busy: () => this.#loading,
      take: (arrivals) => this.#apply(arrivals),
    });
  }

  /** Rows in memory. */
  get resident(): number {
    return this.#rows.resident + this.#pending.kept;
  }

  /** How far the search for rows is. */
  get search(): Search {
    return this.#depths.search;
  }

  /** Why older rows could not be fetched. */
  get olderError(): IpcError | null {
    return this.#depths.error;
  }

  /** Why the live tail is not running. */
  get tailError(): IpcError | null {
    return this.#tail.error;
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
    this.search.clear();
    const page = await this.#load();
    if (!page) return;
    await Promise.all([this.#tail.follow(this.filter, page.cursor), this.#depths.fill()]);
  }

  /** Ends the live tail. What is shown stays. */
  stop(): void {
    this.#running = false;
    this.#question += 1;
    this.search.clear();
    this.#tail.end();
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
    if (this.#running) await this.retry();
  }

  /** Shows what waits, and moves again. */
  resume(): void {
    this.hold.release();
    this.settle();
  }

  /** Shows what waits unless the list still has a reason to hold still. */
  settle(): void {
    if (this.hold.active) return;
    this.#rows.remove(this.#leaving.take());
    if (this.#pending.overflowed) void this.#reload();
    else this.#rows.prepend(this.#pending.take());
    this.#show();
  }

  /** Tells which places are in sight: fetches what is missing there, lets go of what is far away. */
  see(from: number, to: number): void {
    this.#rows.missing(from, to).forEach((before) => void this.#depths.refill(before));
    const near = this.#rows.more && to >= this.#rows.length - AHEAD;
    if (near && !this.olderError && this.search.state === 'resting') void this.older();
    this.#rows.release(from, to);
    this.#show();
  }

  /** Searches for older rows, until there is another screen of them. Goes on where it was stopped. */
  async older(): Promise<void> {
    if (!this.#loading) await this.#depths.older();
  }

  async #reload(): Promise<void> {
    if (await this.#load()) await this.#depths.fill();
  }

  async #load(): Promise<FeedPage | null> {
    const question = (this.#question += 1);
    this.#loading = true;
    if (this.search.state !== 'stopped') this.search.begin();
    if (this.slots.length === 0) this.phase = { kind: 'loading' };
    try {
      const page = await this.#port.page(queryOf(this.filter));
      if (question !== this.#question) return null;
      this.#accept(page);
      return page;
    } catch (error) {
      if (question === this.#question) this.#fail(asIpcError(error));
      return null;
    } finally {
      if (question === this.#question) this.#loading = false;
      this.#tail.wake();
    }
  }

  #fail(error: IpcError): void {
    this.search.clear();
    this.phase = { kind: 'failed', error };
  }

  #accept(page: FeedPage): void {
    this.#rows.reset(page.rows, page.next);
    this.#pending.clear();
    this.#leaving.take();
    this.#depths.begin(page);
    this.total = page.total;
    this.phase = { kind: 'ready' };
    this.#show();
  }

  #apply(arrivals: Arrivals): void {
    if (arrivals.total === null) return;
    const missed = Math.max(0, arrivals.total - this.total);
    this.total = arrivals.total;
    if (arrivals.lagged) this.#lag(missed);
    else this.#take(arrivals);
    this.#show();
  }

  #lag(missed: number): void {
    if (this.hold.active) this.#pending.lagged(isEmpty(this.filter) ? missed : 0);
    else void this.#reload();
  }

  #take({ rows, gone }: Arrivals): void {
    const held = this.hold.active;
    const fresh = rows.filter((row) => this.#isFresh(row));
    const still = (held && this.slots.length > 0) || this.#pending.count > 0;
    if (still) fresh.forEach((row) => this.#pending.add(row));
    else this.#rows.prepend(fresh);
    gone.forEach((id) => this.#pending.remove(id));
    if (held) this.#leaving.add(gone.filter((id) => this.#rows.row(id) !== undefined));
    else this.#rows.remove(gone);
  }

  /** Whether a row is to come on top. One that is shown already is changed in its place. */
  #isFresh(row: FeedRow): boolean {
    this.#leaving.stays(row.id);
    return !this.#rows.update(row) && this.#rows.takes(row);
  }

  #show(): void {
    if (this.#shown !== this.#rows.version) this.slots = this.#rows.slots();
    this.#shown = this.#rows.version;
    this.more = this.#rows.more;
    this.waiting = Math.max(this.#pending.count, this.#pending.overflowed ? 1 : 0);
  }
}

/** Rows and a backend for the tests of the feed. */
import type { FeedBatch, FeedPage, FeedQuery, FeedRow } from '$lib/ipc';
import type { FeedPort } from './model/feed.svelte';

/** A row with an id, and whatever else matters. */
export function row(id: number, given: Partial<FeedRow> = {}): FeedRow {
  return {
    id,
    trigger: 'Order Created',
    triggerId: 'order_created',
    summary: `Order ${id} was created`,
    resource: `Order ${id}`,
    store: 'Northwind Outdoor',
    storeId: 1,
    appId: 1,
    at: id * 10,
    lastAt: id * 10,
    deliveries: 1,
    verdict: 'verified',
    origin: 'live',
    scope: 'store/order/created',
    resourceType: 'order',
    resourceId: String(id),
    pinned: false,
    labels: [],
    noted: false,
    ...given,
  };
}

/** `count` rows downwards from an id. */
export function rowsDown(from: number, count: number, given: Partial<FeedRow> = {}): FeedRow[] {
  return Array.from({ length: count }, (_, at) => row(from - at, given));
}

/** A backend in memory whose replies and live tail the test drives. */
export class FakeBackend implements FeedPort {
  events: FeedRow[];
  queries: FeedQuery[] = [];
  followed: number[] = [];
  ended = 0;
  failure: unknown = null;
  #listener: ((batch: FeedBatch) => void) | null = null;
  #gate: Promise<void> | null = null;

  constructor(events: FeedRow[] = []) {
    this.events = events;
  }

  /** Holds replies back until the returned function is called. */
  hold(): () => void {
    let open = (): void => undefined;
    this.#gate = new Promise((resolve) => (open = resolve));
    return () => {
      this.#gate = null;
      open();
    };
  }

  async page(query: FeedQuery): Promise<FeedPage> {
    this.queries.push(query);
    const answer = this.#answer(query);
    if (this.#gate) await this.#gate;
    if (this.failure) throw this.failure;
    return answer;
  }

  follow(after: number, onBatch: (batch: FeedBatch) => void): Promise<() => void> {
    if (this.failure) return Promise.reject(this.failure);
    this.followed.push(after);
    this.#listener = onBatch;
    return Promise.resolve(() => (this.ended += 1));
  }

  /** Commits rows, newest first in the ledger, and tells the page of them. */
  arrive(...rows: FeedRow[]): void {
    for (const each of rows) {
      const at = this.events.findIndex((event) => event.id === each.id);
      if (at < 0) this.events.unshift(each);
      else this.events[at] = each;
    }
    this.tell(rows);
  }

  /** Tells the page of rows. */
  tell(rows: FeedRow[], total = this.events.length): void {
    this.#listener?.({ kind: 'rows', rows, cursor: total, total });
  }

  /** Tells the page that it missed some. */
  lag(): void {
    const total = this.events.length;
    this.#listener?.({ kind: 'lagged', cursor: total, total });
  }

  #answer(query: FeedQuery): FeedPage {
    const { before = null, limit = 200, storeId = null, verdict = null } = query;
    const passing = this.events.filter(
      (event) =>
        (before === null || event.id < before) &&
        (storeId === null || event.storeId === storeId) &&
        (verdict === null || event.verdict === verdict),
    );
    const total = this.events.length;
    return { rows: passing.slice(0, limit), cursor: total, more: passing.length > limit, total };
  }
}

/** Frames that are drawn when the test says so. */
export class Frames {
  #next: (() => void)[] = [];
  drawn = 0;

  /** Asks for a frame. */
  readonly ask = (run: () => void): void => void this.#next.push(run);

  /** Draws one. */
  draw(): void {
    const runs = this.#next;
    this.#next = [];
    this.drawn += 1;
    runs.forEach((run) => run());
  }
}

/** Lets what is promised happen. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

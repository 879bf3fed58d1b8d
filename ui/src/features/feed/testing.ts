/** Rows and a backend for the tests of the feed. */
import type { Condition, FeedBatch, FeedPage, FeedQuery, FeedRow } from '$lib/ipc';
import { meets } from './mockJudge';
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
    imported: false,
    exception: false,
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
  /** How many events one call looks at. */
  reach = Infinity;
  queries: FeedQuery[] = [];
  followed: number[] = [];
  following: readonly Condition[] = [];
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
    const gate = new Promise<void>((resolve) => (open = resolve));
    this.#gate = gate;
    return () => {
      if (this.#gate === gate) this.#gate = null;
      open();
    };
  }

  /** Gives replies only when asked to: the next one, or all. */
  oneByOne(): { next: () => Promise<void>; open: () => Promise<void> } {
    let release = this.hold();
    const next = async (): Promise<void> => {
      const opened = release;
      release = this.hold();
      opened();
      await settled();
    };
    return {
      next,
      open: async () => {
        release();
        await settled();
      },
    };
  }

  /** Tells the listener of now, whoever listens later. */
  teller(): (rows: FeedRow[]) => void {
    const listener = this.#listener;
    const total = this.events.length;
    return (rows) => listener?.({ kind: 'rows', rows, gone: [], cursor: total, total });
  }

  async page(query: FeedQuery): Promise<FeedPage> {
    this.queries.push(query);
    const answer = this.#answer(query);
    if (this.#gate) await this.#gate;
    if (this.failure) throw this.failure;
    return answer;
  }

  follow(
    conditions: readonly Condition[],
    after: number,
    onBatch: (batch: FeedBatch) => void,
  ): Promise<() => void> {
    if (this.failure) return Promise.reject(this.failure);
    this.followed.push(after);
    this.following = conditions;
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

  /** Tells the page of rows, judged by what it follows. */
  tell(rows: FeedRow[], total = this.events.length): void {
    const met = rows.filter((row) => judge(this.following, row));
    const gone = rows.filter((row) => !met.includes(row)).map(({ id }) => id);
    this.#listener?.({ kind: 'rows', rows: met, gone, cursor: total, total });
  }

  /** Tells the page that it missed some. */
  lag(): void {
    const total = this.events.length;
    this.#listener?.({ kind: 'lagged', cursor: total, total });
  }

  #answer({ conditions, before, limit }: FeedQuery): FeedPage {
    const total = this.events.length;
    const from = this.events.findIndex((event) => before === null || event.id < before);
    const older = from < 0 ? [] : this.events.slice(from);
    const looked: FeedRow[] = [];
    const rows: FeedRow[] = [];
    for (const event of older) {
      if (rows.length === limit || looked.length === this.reach) break;
      looked.push(event);
      if (judge(conditions, event)) rows.push(event);
    }
    const rest = older.length > looked.length;
    const next = rest ? (looked.at(-1)?.id ?? null) : null;
    const searched = (Math.max(0, from) + looked.length) / Math.max(1, total);
    return { rows, cursor: total, total, next, searched };
  }
}

function judge(conditions: readonly Condition[], row: FeedRow): boolean {
  return meets(conditions, { row, text: () => row.summary });
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
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}

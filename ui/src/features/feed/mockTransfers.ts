/** Exports and imports to look at: a second or two long, with every way to end. */
import type {
  EventCount,
  ExportView,
  ExportWanted,
  FeedQuery,
  ImportPreview,
  ImportView,
  Progress,
} from '$lib/ipc';
import type { MockFeed } from './mock';

const STEPS = 40;
const STEP = 100;
const ENDINGS = { json: 'json', ndjson: 'ndjson', csv: 'csv', har: 'har' } as const;

const UNREADABLE = {
  count: 2,
  first: [
    { line: 14, reason: 'It is no event: missing field `deliveries`.' },
    { line: 80, reason: 'Its note has a control character.' },
  ],
};

/** What exports and imports do. */
export class MockTransfers {
  readonly #feed: MockFeed;
  readonly #cancelled = new Set<number>();
  #last = 1_000;

  constructor(feed: MockFeed) {
    this.#feed = feed;
  }

  /** Lets go of a transfer, which cancels it. */
  leave(watch: number): void {
    this.#cancelled.add(watch);
  }

  /** How many events the mock feed has for a query, page by page. */
  async count(query: FeedQuery): Promise<EventCount> {
    const { rows, next, total } = await this.#feed.page({ ...query, limit: 200 });
    return query.conditions.length === 0
      ? { events: total, next: null }
      : { events: rows.length, next };
  }

  /** An export. */
  async export(
    { what, format }: ExportWanted,
    tell: (progress: Progress) => void,
  ): Promise<ExportView> {
    const total =
      what.kind === 'chosen'
        ? what.ids.length
        : (await this.count({ conditions: [], before: null, limit: 0 })).events;
    const whole = await this.#run('writing', total, tell);
    if (!whole) return { kind: 'cancelled' };
    return { kind: 'done', number: 1, events: total, file: `orders.${ENDINGS[format]}` };
  }

  /** A file that was chosen. */
  async choose(tell: (progress: Progress) => void): Promise<ImportPreview> {
    if (!(await this.#run('reading', null, tell))) return { kind: 'nothing' };
    return {
      kind: 'ready',
      number: 1,
      file: 'orders-of-the-week.ndjson',
      events: 98,
      apps: [{ name: 'Northwind connect', connector: 'BigCommerce', events: 98 }],
      stores: [
        { name: 'Northwind Outdoor', hash: 'g5cd38', events: 60 },
        { name: 'Alpine Supply', hash: 'a1p1ne', events: 38 },
      ],
      from: Date.UTC(2026, 10, 16, 9),
      to: Date.UTC(2026, 10, 22, 18, 30),
      targets: [
        { app: 1, name: 'Northwind connect', mode: 'live', here: 8, newStores: ['Alpine Supply'] },
        { app: 2, name: 'Practice', mode: 'practice', here: 0, newStores: [] },
      ],
      unreadable: UNREADABLE,
    };
  }

  /** An import. */
  async import(tell: (progress: Progress) => void): Promise<ImportView> {
    const whole = await this.#run('importing', 98, tell);
    return {
      added: whole ? 90 : 40,
      here: 8,
      noRoom: 0,
      unreadable: UNREADABLE,
      cancelled: !whole,
    };
  }

  async #run(
    phase: Progress['phase'],
    total: number | null,
    tell: (progress: Progress) => void,
  ): Promise<boolean> {
    const watch = (this.#last += 1);
    for (let step = 0; step <= STEPS; step += 1) {
      if (this.#cancelled.has(watch)) return false;
      tell({ watch, phase, done: Math.floor(((total ?? 98) * step) / STEPS), total });
      await new Promise((resolve) => setTimeout(resolve, STEP));
    }
    return true;
  }
}

/**
 * A feed to look at without a backend: rows are worked out from their id, so that a hundred thousand
 * cost nothing. The scenario is named in the address: `?mock=feed-burst`.
 */
import type {
  Problem,
  BodyView,
  Condition,
  EventDetail,
  ExceptionView,
  FeedBatch,
  FeedPage,
  FeedQuery,
  FeedRow,
  Verdict,
} from '$lib/ipc';
import { bodyView, oddBody } from './mockBodies';
import { mockDeliveries, plannedDeliveries } from './mockDeliveries';
import { meets } from './mockJudge';
import type { MockForwards } from '../forwards/mock';
import { MockLooks } from './mockLooks';
import { MockMarks } from './mockMarks';
import {
  bodyOf,
  cart,
  gapOf,
  kindOf,
  LONG_STORE,
  order,
  originOf,
  STORES,
  story,
  verdictOf,
} from './mockStory';

/** How the mock feed behaves. */
export type FeedScenario =
  'calm' | 'empty' | 'few' | 'full' | 'burst' | 'steady' | 'flood' | 'slow' | 'failing' | 'long';

const SIZES: Record<FeedScenario, number> = {
  calm: 1_240,
  empty: 0,
  few: 4,
  full: 100_000,
  burst: 800,
  steady: 2_000,
  flood: 60_000,
  slow: 400,
  failing: 0,
  long: 60,
};

const MISMATCH: Problem = {
  title: 'Kept apart: it starts nothing',
  meaning:
    'The signature was made with another Client Secret, or the delivery was changed on its way.',
  mend: 'credentials',
  remedy:
    'Enter the Client Secret of the app whose token made the hook; deliveries kept apart are checked again with it.',
};

/** A feed in memory. */
export class MockFeed {
  readonly scenario: FeedScenario;
  readonly marks = new MockMarks((ids) => this.#tellChanged(ids));
  readonly looks = new MockLooks(
    (id) => this.row(id),
    (id) => ({ order: order(id), cart: cart(id), refund: id % 90 }),
  );
  #tellChanged: (ids: readonly number[]) => void = () => undefined;
  readonly #forwards: MockForwards;
  #head: number;
  #started = Date.now();
  #arrived = new Map<number, number>();
  #again = new Map<number, number>();

  constructor(scenario: FeedScenario, forwards: MockForwards) {
    this.#forwards = forwards;
    this.scenario = scenario;
    this.#head = SIZES[scenario];
  }

  /** A page of it. */
  async page(query: FeedQuery): Promise<FeedPage> {
    if (this.scenario === 'slow') await wait(2_500);
    if (this.scenario === 'failing') throw LEDGER_ERROR;
    const page = this.#search(query);
    if (page.next !== null && page.rows.length < query.limit) await wait(CALL_MS);
    return page;
  }

  /** The live tail. */
  follow(conditions: readonly Condition[], onBatch: (batch: FeedBatch) => void): () => void {
    this.#tellChanged = (ids) =>
      onBatch(
        this.#judged(
          conditions,
          ids.map((id) => this.row(id)),
        ),
      );
    const pace = PACES[this.scenario];
    if (!pace) return () => undefined;
    const timer = setInterval(() => onBatch(this.#batch(conditions, pace.rows)), pace.every);
    return () => clearInterval(timer);
  }

  /** Everything of an event. */
  async event(id: number): Promise<EventDetail> {
    await wait(20);
    const row = this.row(id);
    const deliveries = mockDeliveries(row, (at) => this.#body(id, at).length);
    const last = await this.body(deliveries.at(-1)?.id ?? id * 10);
    const text = last.kind === 'text' ? last.text : '\uFFFD\uFFFD\u0001 image';
    return {
      row,
      scope: row.scope,
      occurredAt: row.at - 1_400,
      verdictMeans: MEANS[row.verdict],
      quarantine: row.verdict === 'quarantined' ? MISMATCH : null,
      deliveries,
      body: text,
      bodyIsJson: last.kind === 'text' && last.json,
      bodyIsText: last.kind === 'text',
      bodySize: last.size,
      canFetch: row.triggerId !== null,
      exception: row.exception ? mockToldOf(row) : null,
      look: this.looks.last(id),
      note: this.marks.noteOf(id),
      replayOf: row.origin === 'replayed' ? id - 7 : null,
      replays: id % 19 === 0 ? [id + 3] : [],
      forwards: this.#forwards.ofEvent(id),
    };
  }

  /** The body of a delivery. */
  async body(deliveryId: number): Promise<BodyView> {
    await wait(20);
    return bodyView(this.#body(Math.floor(deliveryId / 10), deliveryId % 10));
  }

  /** The event of the same resource before an event. */
  async previous(id: number): Promise<EventDetail | null> {
    const { resource, storeId } = this.row(id);
    for (let before = id - 1; before > 0 && before > id - 20; before -= 1) {
      const row = this.row(before);
      if (row.resource === resource && row.storeId === storeId) return this.event(before);
    }
    return null;
  }

  /** The row of an event. */
  row(id: number): FeedRow {
    const kind = kindOf(id);
    const told = story(id);
    const store = STORES[told % 3 === 1 ? 1 : told % 5 === 2 ? 2 : 0] ?? {
      id: 1,
      name: '',
      hash: '',
    };
    const at =
      this.#arrived.get(id) ?? this.#started - (SIZES[this.scenario] - id) * 23_000 - gapOf(id);
    const deliveries = plannedDeliveries(id) + (this.#again.get(id) ?? 0);
    const long = this.scenario === 'long';
    const summary = this.looks.summary(id) ?? kind.summary(id);
    const { type, id: about } = kind.data(id) as { type: string; id: number | string };
    const exception = id % 197 === 0;
    return {
      id,
      trigger: id % 97 === 0 ? 'store/customer/address/updated' : kind.name,
      triggerId: id % 97 === 0 ? null : kind.id,
      summary: long
        ? `${summary} ${'in a store whose triggers have long words '.repeat(3)}`
        : summary,
      resource: kind.resource(id),
      store: long ? LONG_STORE : store.name,
      storeId: store.id,
      appId: store.id === 3 ? 2 : 1,
      at,
      lastAt: deliveries > 1 ? at + 60_000 : at,
      deliveries,
      verdict: verdictOf(id),
      origin: originOf(id),
      scope: kind.scope,
      resourceType: type,
      resourceId: String(about),
      exception,
      ...this.marks.of(id),
      ...(exception ? EXCEPTION : {}),
    };
  }

  #body(id: number, at: number): Uint8Array {
    const row = this.row(id);
    return oddBody(row, at) ?? new TextEncoder().encode(bodyOf(id, kindOf(id), row, at));
  }

  #search({ conditions, before, limit }: FeedQuery): FeedPage {
    const rows: FeedRow[] = [];
    const deep = conditions.some(({ term }) => term.field === 'text');
    let id = before ? before - 1 : this.#head;
    for (let looked = deep ? 2_000 : 20_000; id > 0 && looked > 0; id -= 1, looked -= 1) {
      if (rows.length === limit) break;
      if (this.#meets(conditions, id)) rows.push(this.row(id));
    }
    const searched = 1 - id / Math.max(1, this.#head);
    const next = id > 0 ? id + 1 : null;
    return { rows, cursor: this.#head, total: this.#head, next, searched };
  }

  #meets(conditions: readonly Condition[], id: number): boolean {
    const row = this.row(id);
    return meets(conditions, { row, text: () => carriedBy(id, row) });
  }

  #batch(conditions: readonly Condition[], count: number): FeedBatch {
    const rows = this.#next(count);
    if (count > 5_000) return { kind: 'lagged', cursor: this.#head, total: this.#head };
    return this.#judged(conditions, rows);
  }

  #judged(conditions: readonly Condition[], rows: readonly FeedRow[]): FeedBatch {
    const [cursor, total] = [this.#head, this.#head];
    const gone = rows.filter(({ id }) => !this.#meets(conditions, id)).map(({ id }) => id);
    const met = rows.filter(({ id }) => !gone.includes(id));
    return { kind: 'rows', rows: met, gone, cursor, total };
  }

  #next(count: number): FeedRow[] {
    const rows: FeedRow[] = [];
    for (let made = 0; made < count; made += 1) {
      this.#head += 1;
      this.#arrived.set(this.#head, Date.now());
      rows.push(this.row(this.#head));
    }
    return this.#head % 5 === 0 ? [this.#redelivered(), ...rows] : rows;
  }

  #redelivered(): FeedRow {
    const id = this.#head - 3;
    this.#again.set(id, (this.#again.get(id) ?? 0) + 1);
    return this.row(id);
  }
}

const EXCEPTION = {
  trigger: 'Failed delivery',
  triggerId: null,
  scope: 'store/hook/deliveryException',
  summary: 'BigCommerce could not deliver Order Created and will try again',
  resource: 'Webhook 31204577',
  resourceType: 'webhook',
  resourceId: '31204577',
};

function mockToldOf(row: FeedRow): ExceptionView {
  return {
    eventId: row.id,
    at: row.at,
    words: row.summary,
    code: 90_001,
    message: 'A delivery failed and will be tried again.',
    hook: 31_204_577,
    trigger: 'Order Created',
    host: 'hooks.example.com',
    means:
      'A delivery did not reach Patchbay, or was not answered well. BigCommerce tries it again for about two days.',
    remedy: 'Nothing is lost yet. If it goes on, look at the public address in Preferences.',
    loses: false,
  };
}

const LEDGER_ERROR = {
  code: 'ledgerUnavailable',
  message: 'The ledger cannot be read.',
  hint: 'Check that the data folder is still there and readable, then try again.',
  field: null,
} as const;

const MEANS: Record<Verdict, string> = {
  verified:
    'Signed by BigCommerce with your Client Secret; the timestamp was fresh when it arrived.',
  verifiedStale: 'Signed by BigCommerce, but with a timestamp more than five minutes old.',
  byHeader: 'The secret header of the hook was right. There was no signature to check.',
  unverified: 'The keychain was locked when it arrived. It will be verified once it is open.',
  quarantined:
    'A signature was there, and it is wrong: not made with your Client Secret, or altered on the way.',
};

/** How long one call of a search takes, in milliseconds. */
const CALL_MS = 90;

const PACES: Partial<Record<FeedScenario, { every: number; rows: number }>> = {
  burst: { every: 50, rows: 100 },
  steady: { every: 50, rows: 25 },
  flood: { every: 5_000, rows: 50_000 },
  full: { every: 2_000, rows: 1 },
  calm: { every: 4_000, rows: 1 },
  long: { every: 6_000, rows: 1 },
};

function carriedBy(id: number, row: FeedRow): string {
  const body = bodyOf(id, kindOf(id), row, 0);
  const headers = mockDeliveries(row, () => body.length).flatMap((delivery) => delivery.headers);
  return [body, ...headers.map(({ name, value }) => `${name}: ${value}`)].join('\n');
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

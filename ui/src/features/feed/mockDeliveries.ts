/** The deliveries of the feed that needs no backend: retries by the schedule, duplicates, replays, tests. */
import type { AnswerView, DeliveryView, FeedRow, HeaderView, Origin } from '$lib/ipc';

interface Plan {
  /** Milliseconds after the first. */
  readonly after: number;
  readonly origin?: Origin;
  readonly answer?: AnswerView;
}

const ONCE: readonly Plan[] = [{ after: 0 }];
const TWICE: readonly Plan[] = [{ after: 0 }, { after: 1_240 }];
const RETRIED: readonly Plan[] = [
  { after: 0, answer: { status: 500, delayMs: 2_000 } },
  { after: 60_240 },
  { after: 240_900 },
  { after: 241_700 },
  { after: 541_000 },
];
const REPLAYED: readonly Plan[] = [
  { after: 0 },
  { after: 61_000 },
  { after: 2_060_000 },
  { after: 9_300_000, origin: 'replayed' },
  { after: 9_400_000, origin: 'test' },
];

function planOf(id: number): readonly Plan[] {
  if (id % 23 === 0) return RETRIED;
  if (id % 19 === 0) return REPLAYED;
  return id % 17 === 0 ? TWICE : ONCE;
}

/** How many deliveries an event has before any come live. */
export function plannedDeliveries(id: number): number {
  return planOf(id).length;
}

/** The deliveries of a row, oldest first; `sizeOf` tells the size of the body of each. */
export function mockDeliveries(row: FeedRow, sizeOf: (at: number) => number): DeliveryView[] {
  const plan = planOf(row.id);
  return Array.from({ length: row.deliveries }, (_, at) => {
    const step = plan[at] ?? { after: 1_141_000 + at * 900_000 };
    return delivery(row, at, step, sizeOf(at));
  });
}

function delivery(row: FeedRow, at: number, step: Plan, size: number): DeliveryView {
  const received = row.at + step.after;
  const origin = step.origin ?? (row.origin === 'test' ? 'test' : 'live');
  return {
    id: row.id * 10 + at,
    at: received,
    verdict: at === 0 && row.verdict === 'verifiedStale' ? 'verified' : row.verdict,
    headers: headersOf(row, received, size),
    webhookId: webhookId(row),
    webhookTimestamp: received - 300,
    size,
    method: 'POST',
    path: `/h/q7Vx2mT0bR9sLk4${row.storeId}`,
    origin,
    answer: step.answer ?? null,
  };
}

function webhookId(row: FeedRow): string {
  return `msg_2bK${row.id}f9Q4yTzLw7`;
}

function headersOf(row: FeedRow, at: number, size: number): HeaderView[] {
  return [
    ['Host', 'hooks.example.com'],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(size)],
    ['User-Agent', 'BigCommerce-Webhooks/1.0'],
    ['webhook-id', webhookId(row)],
    ['webhook-timestamp', String(Math.floor(at / 1_000))],
    ['webhook-signature', 'v1,u57NJLKMW4MhXkliI+cViUDsHmPjLKKHoll8RW4RUQY='],
    ['X-Patchbay-Hook', '••••••••'],
    ['X-Forwarded-For', '34.122.18.7'],
    ['X-Forwarded-For', `10.4.0.${10 + (row.id % 5)}`],
    ['X-Forwarded-Proto', 'https'],
    ...(row.id % 3 === 0
      ? [['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01']]
      : []),
    ['Accept-Encoding', 'gzip'],
  ].map(([name = '', value = '']) => ({ name, value }));
}

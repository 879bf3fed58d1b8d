/** A chart to look at without a backend. */
import type { ChartFailures, ChartSpan, ChartTimes, ChartView } from '$lib/ipc';

const SLOTS: Record<ChartSpan, [slots: number, minutes: number]> = {
  hour: [60, 1],
  day: [96, 15],
  week: [84, 120],
  month: [90, 480],
};

/** As the backend's: the first ends at 64 µs, each of the others at √2 times the one before. */
const BUCKET_ENDS_US = Array.from({ length: 39 }, (_, at) => Math.ceil(64 * 2 ** (at / 2)));

/** Reasons, and a request for each so many slots. */
const REASONS: readonly [reason: string, every: number, burst: number][] = [
  ['unknown path', 5, 34],
  ['for another host', 9, 5],
  ['unknown key or sender', 17, 6],
  ['body too large', 31, 2],
  ['could not be kept', 47, 9],
  ['a fault you asked for', 43, 4],
];

/** Requests that were refused, some always, some now and then. */
function failures(slots: number): ChartFailures[] {
  return REASONS.map(([reason, every, burst]) => ({
    reason,
    counts: Array.from({ length: slots }, (_, slot) =>
      slot % every === every - 2 ? 1 + ((slot * 7) % burst) : 0,
    ),
  }));
}

/** Most within some milliseconds, a few in tens of them, now and then one in hundreds. */
function times(events: number, slot: number): ChartTimes {
  if (events === 0) return { counts: [], longestUs: 0 };
  const late = slot % 19 === 11;
  const shares = [0.15, 0.4, 0.25, 0.1, 0.05, 0.03, late ? 0.06 : 0.01];
  const first = 10 + (slot % 3);
  const counts = [...Array.from({ length: first }, () => 0), ...shares].map((share) =>
    Math.round(share * events),
  );
  const used = counts.slice(0, counts.findLastIndex((count) => count > 0) + 1);
  const longest = (BUCKET_ENDS_US[used.length - 1] ?? 0) * 0.9;
  return { counts: used, longestUs: Math.round(late ? longest * 40 : longest) };
}

/** Events over time, busy by day and quiet by night. */
export function mockChart(span: ChartSpan): ChartView {
  const [slots, minutes] = SLOTS[span];
  const step = minutes * 60_000;
  const from = (Math.floor(Date.now() / step) + 1 - slots) * step;
  const busy = (slot: number): number =>
    1 + Math.sin((new Date(from + slot * step).getHours() / 24) * 2 * Math.PI - 2);
  const counts = (share: number): number[] =>
    Array.from({ length: slots }, (_, slot) =>
      Math.round(busy(slot) * share * minutes * (1 + ((slot * 7) % 5) / 5)),
    );
  const series = [
    { trigger: 'Cart Updated', counts: counts(0.6) },
    { trigger: 'Order Created', counts: counts(0.3) },
    { trigger: 'Order Updated', counts: counts(0.8) },
    { trigger: 'Refund Created', counts: counts(0.05) },
  ];
  const arrived = (slot: number): number =>
    series.reduce((all, one) => all + (one.counts[slot] ?? 0), 0);
  return {
    from,
    step,
    series,
    quarantined: Array.from({ length: slots }, (_, slot) => (slot % 23 === 7 ? 1 : 0)),
    failures: failures(slots),
    times: Array.from({ length: slots }, (_, slot) => times(arrived(slot), slot)),
    bucketEndsUs: BUCKET_ENDS_US,
  };
}

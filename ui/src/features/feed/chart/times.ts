/**
 * How long acknowledgements took, told from counts in buckets: the median and the like of any stretch
 * of slots come from its buckets added up. Such a figure is within 19 % of the true one; the longest is
 * exact. All in microseconds.
 */
import type { ChartView } from '$lib/ipc';
import type { Stretch } from './chart.svelte';

/** The times of a stretch in four figures. */
export interface Figures {
  /** How many acknowledgements there were. */
  readonly count: number;
  /** Half of them took at most this. */
  readonly p50: number;
  /** 95 in a hundred took at most this. */
  readonly p95: number;
  readonly longest: number;
}

/** The figures of a stretch; none when nothing was acknowledged in it. */
export function figures(view: ChartView, { from, to }: Stretch): Figures | null {
  const slots = view.times.slice(from, to + 1);
  const longest = Math.max(0, ...slots.map(({ longestUs }) => longestUs));
  const counts: number[] = Array.from({ length: view.bucketEndsUs.length + 1 }, (_, bucket) =>
    slots.reduce((all, slot) => all + (slot.counts[bucket] ?? 0), 0),
  );
  const count = counts.reduce((all, one) => all + one, 0);
  if (count === 0) return null;
  const within = (share: number): number =>
    Math.min(longest, middle(view, bucketOf(counts, Math.ceil(share * count))));
  return { count, p50: within(0.5), p95: within(0.95), longest };
}

/** The bucket of the so-manieth acknowledgement, from the shortest. */
function bucketOf(counts: readonly number[], rank: number): number {
  let before = 0;
  return counts.findIndex((count) => (before += count) >= rank);
}

/** The geometric middle of a bucket; of the last one, which has no end, whatever is the longest. */
function middle(view: ChartView, bucket: number): number {
  const end = view.bucketEndsUs[bucket];
  return end === undefined ? Number.POSITIVE_INFINITY : end / 2 ** 0.25;
}

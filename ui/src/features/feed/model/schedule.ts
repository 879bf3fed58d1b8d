/**
 * The deliveries of an event against the times at which BigCommerce tries again.
 *
 * BigCommerce's documentation of webhooks (`docs/integrations/webhooks/overview.mdx`) lists the waits,
 * each counted from the failed try before it; after the last the hook is deactivated. What a machine that
 * was off did not hear leaves a gap, so a try is matched to any later place in the list, not only to the
 * next one.
 */
import type { AnswerView, DeliveryView } from '$lib/ipc';

/** Seconds BigCommerce waits after each failed try before the next one. */
export const WAITS = [60, 180, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 50_400, 86_400] as const;

/** Milliseconds from the first try to each, the first at 0. */
export const TRIES: readonly number[] = WAITS.reduce<number[]>(
  (times, wait) => [...times, (times.at(-1) ?? 0) + wait * 1_000],
  [0],
);

/** What a delivery is among those of its event. */
export type Standing =
  | { readonly kind: 'first' }
  | { readonly kind: 'retry'; readonly retry: number; readonly missed: number }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'offSchedule' }
  | { readonly kind: 'otherMessage' }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'test' }
  | { readonly kind: 'recovered' };

/** A delivery in its place. */
export interface Try {
  readonly delivery: DeliveryView;
  /** Milliseconds since the first. */
  readonly since: number;
  /** Milliseconds since the one before; `null` for the first. */
  readonly gap: number | null;
  readonly standing: Standing;
}

/** Two deliveries of one message closer than this are the same try, sent twice. */
const TWICE = 30_000;

/** How far a try may be off its time: a tenth, and twenty seconds at the least. */
function tolerance(wait: number): number {
  return Math.max(20_000, wait / 10);
}

/** Deliveries, oldest first, each with what it is. */
export function triesOf(deliveries: readonly DeliveryView[]): Try[] {
  const start = deliveries[0]?.at ?? 0;
  let last: { at: number; retry: number; webhookId: string | null } | null = null;
  return deliveries.map((delivery, at) => {
    const before = deliveries[at - 1];
    const standing = standingOf(delivery, last);
    if (standing.kind === 'first')
      last = { at: delivery.at, retry: 0, webhookId: delivery.webhookId };
    if (standing.kind === 'retry' && last)
      last = { ...last, at: delivery.at, retry: standing.retry };
    return {
      delivery,
      since: delivery.at - start,
      gap: before ? delivery.at - before.at : null,
      standing,
    };
  });
}

function standingOf(
  delivery: DeliveryView,
  last: { at: number; retry: number; webhookId: string | null } | null,
): Standing {
  if (delivery.origin !== 'live') return { kind: delivery.origin };
  if (!last) return { kind: 'first' };
  if (delivery.webhookId !== last.webhookId) return { kind: 'otherMessage' };
  const gap = delivery.at - last.at;
  if (gap < TWICE) return { kind: 'duplicate' };
  const retry = retryAfter(last.retry, gap);
  if (retry === null) return { kind: 'offSchedule' };
  return { kind: 'retry', retry, missed: retry - last.retry - 1 };
}

/** The retry whose time fits best a gap after another try, or `null`. */
function retryAfter(before: number, gap: number): number | null {
  const off = (retry: number): number => {
    const wait = (TRIES[retry] ?? 0) - (TRIES[before] ?? 0);
    return Math.abs(gap - wait) / tolerance(wait);
  };
  const later = TRIES.map((_, retry) => retry).filter((retry) => retry > before);
  const fitting = later.filter((retry) => off(retry) <= 1).sort((a, b) => off(a) - off(b));
  return fitting[0] ?? null;
}

/** What BigCommerce does next when the latest of its own tries has failed. */
export type Next =
  | { readonly kind: 'retry'; readonly retry: number; readonly wait: number; readonly at: number }
  | { readonly kind: 'deactivated' };

/** What comes next after a failure; `null` when BigCommerce sent none of them. */
export function nextOf(tries: readonly Try[]): Next | null {
  const last = lastOf(tries);
  if (!last) return null;
  const done = last.standing.kind === 'retry' ? last.standing.retry : 0;
  const wait = WAITS[done];
  if (wait === undefined) return { kind: 'deactivated' };
  return {
    kind: 'retry',
    retry: done + 1,
    wait: wait * 1_000,
    at: last.delivery.at + wait * 1_000,
  };
}

/** What the latest of BigCommerce's own tries was answered, when that was not 200 at once. */
export function answerOf(tries: readonly Try[]): AnswerView | null {
  return lastOf(tries)?.delivery.answer ?? null;
}

function lastOf(tries: readonly Try[]): Try | undefined {
  return tries.findLast(({ standing }) => standing.kind === 'first' || standing.kind === 'retry');
}

/** Where a time lies on an axis that gives minutes and days room: 0 to 1, for 0 to `whole` milliseconds. */
export function placeOnAxis(since: number, whole: number): number {
  const log = (ms: number): number => Math.log1p(Math.max(0, ms) / 20_000);
  return Math.min(1, log(since) / log(whole));
}

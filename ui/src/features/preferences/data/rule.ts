/** What is kept of an app, as it is typed and as it is said. */
import { count, formatNumber } from '$lib/format/number';
import { formatSize } from '$lib/format/size';
import type { RetentionRule } from '$lib/ipc';

/** A limit there can be. */
export type Limit = 'days' | 'events' | 'megabytes';

/** The limits, in the order they are shown. */
export const LIMITS: readonly Limit[] = ['days', 'events', 'megabytes'];

/** What a limit is typed as; nothing where there is none. */
export type Typed = Record<Limit, string>;

const MOST: Record<Limit, number> = {
  days: 36_500,
  events: 4_000_000_000,
  megabytes: 4_000_000_000,
};

/** Keeps everything. */
export const EVERYTHING: RetentionRule = {
  days: null,
  events: null,
  megabytes: null,
  markedToo: false,
};

/** A rule as it is typed. */
export function typedOf(rule: RetentionRule): Typed {
  const typed = (limit: Limit) => (rule[limit] === null ? '' : String(rule[limit]));
  return { days: typed('days'), events: typed('events'), megabytes: typed('megabytes') };
}

/** Reads a number as typed, with or without separators; `undefined` when it is none. */
function read(typed: string, most: number): number | null | undefined {
  const text = typed.replace(/[\s,._’']/g, '');
  if (text === '') return null;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

/** What is wrong with a limit as typed; `null` when nothing is. */
export function wrong(limit: Limit, typed: string): string | null {
  if (read(typed, MOST[limit]) !== undefined) return null;
  return `Type a whole number from 1 to ${formatNumber(MOST[limit])}, or nothing.`;
}

/** The rule typed, or `null` when a limit is none. */
export function ruleOf(typed: Typed, markedToo: boolean): RetentionRule | null {
  const [days, events, megabytes] = LIMITS.map((limit) => read(typed[limit], MOST[limit]));
  if (days === undefined || events === undefined || megabytes === undefined) return null;
  return { days, events, megabytes, markedToo };
}

/** Whether two rules are the same. */
export function sameRule(one: RetentionRule, other: RetentionRule): boolean {
  return LIMITS.every((limit) => one[limit] === other[limit]) && one.markedToo === other.markedToo;
}

/** A rule in a few words: "90 days · newest 10,000 · 500 MB", "Everything". */
export function inWords({ days, events, megabytes }: RetentionRule): string {
  const limits = [
    days !== null && count(days, 'day'),
    events !== null && `newest ${formatNumber(events)}`,
    megabytes !== null && formatSize(megabytes * 1_000_000),
  ].filter((limit) => limit !== false);
  return limits.length === 0 ? 'Everything' : limits.join(' · ');
}

/** What the chart says in words: of a slot, of a stretch, of all of it. */
import type { ChartSpan, ChartView } from '$lib/ipc';
import { locale } from '$lib/format/locale';
import { count, formatNumber } from '$lib/format/number';
import type { Stretch } from './chart.svelte';
import type { Face } from './face';
import { failuresOf, sum } from './series';
import { figures } from './times';

/** The stretches of time there are to choose from. */
export const SPANS: readonly { readonly value: ChartSpan; readonly label: string }[] = [
  { value: 'hour', label: 'Hour' },
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: '30 days' },
];

/** What stands in place of an empty chart. */
export const EMPTY: Record<Face, string> = {
  events: 'Nothing arrived in this stretch of time',
  failures: 'Nothing was refused in this stretch of time',
  times: 'Nothing was acknowledged in this stretch of time',
};

const moment = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});

const SECOND = 1_000_000;

/** "2.1 ms", "1.2 s". */
export function duration(us: number, digits = 2): string {
  const figure = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits });
  const ms = Number((us / 1_000).toPrecision(digits));
  return ms < 1_000 ? `${figure.format(ms)} ms` : `${figure.format(us / SECOND)} s`;
}

/** When a chart begins. */
export function begins(view: ChartView): string {
  return moment.format(view.from);
}

/** "Nov 23, 14:00 – 14:15: 12 events, 1 quarantined". */
export function said(face: Face, view: ChartView, stretch: Stretch): string {
  return `${time(view, stretch)}: ${SAYS[face](view, stretch)}`;
}

/** All of a chart, less what its legend says. */
export function saidOfAll(face: Face, view: ChartView): string {
  const stretch = all(view);
  return `${time(view, stretch)}: ${SUMS[face](view, stretch)}`;
}

/** All slots of a chart. */
export function all(view: ChartView): Stretch {
  return { from: 0, to: view.quarantined.length - 1 };
}

const SAYS: Record<Face, (view: ChartView, stretch: Stretch) => string> = {
  events: saidOfEvents,
  failures: saidOfFailures,
  times: saidOfTimes,
};

const SUMS: Record<Face, (view: ChartView, stretch: Stretch) => string> = {
  events: saidOfEvents,
  failures: (view, stretch) => count(failed(view, stretch), 'failure'),
  times: (view, stretch) =>
    count(figures(view, stretch)?.count ?? 0, 'acknowledged', 'acknowledged'),
};

function time(view: ChartView, { from, to }: Stretch): string {
  return moment.formatRange(view.from + from * view.step, view.from + (to + 1) * view.step);
}

function saidOfEvents(view: ChartView, { from, to }: Stretch): string {
  const bad = sum(view.quarantined, from, to);
  const events = view.series.reduce((total, { counts }) => total + sum(counts, from, to), 0);
  const quarantined = bad > 0 ? `, ${count(bad, 'quarantined', 'quarantined')}` : '';
  return `${count(events, 'event')}${quarantined}`;
}

function saidOfFailures(view: ChartView, stretch: Stretch): string {
  const total = failed(view, stretch);
  if (total === 0) return 'nothing was refused';
  const each = failuresOf(view)
    .map(({ name, counts }) => ({ name, times: sum(counts, stretch.from, stretch.to) }))
    .filter(({ times }) => times > 0)
    .map(({ name, times }) => `${formatNumber(times)} ${name}`);
  return `${count(total, 'failure')}: ${each.join(', ')}`;
}

function failed(view: ChartView, { from, to }: Stretch): number {
  return view.failures.reduce((total, { counts }) => total + sum(counts, from, to), 0);
}

function saidOfTimes(view: ChartView, stretch: Stretch): string {
  const found = figures(view, stretch);
  if (!found) return 'nothing was acknowledged';
  const many = count(found.count, 'acknowledged', 'acknowledged');
  const half = `half within ${duration(found.p50)}, 95% within ${duration(found.p95)}`;
  return `${many}, ${half}, the longest ${duration(found.longest, 3)}`;
}

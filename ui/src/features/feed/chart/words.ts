/** What the chart says in words: of a slot, of a stretch, of all of it. */
import type { ChartSpan, ChartView } from '$lib/ipc';
import { locale } from '$lib/format/locale';
import { count } from '$lib/format/number';
import type { Stretch } from './chart.svelte';

/** The stretches of time there are to choose from. */
export const SPANS: readonly { readonly value: ChartSpan; readonly label: string }[] = [
  { value: 'hour', label: 'Hour' },
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: '30 days' },
];

const moment = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});

/** When a chart begins. */
export function begins(view: ChartView): string {
  return moment.format(view.from);
}

/** "Nov 23, 14:00 to Nov 23, 14:15: 12 events, 1 quarantined". */
export function said(view: ChartView, { from, to }: Stretch): string {
  const begin = moment.format(view.from + from * view.step);
  const end = moment.format(view.from + (to + 1) * view.step);
  const bad = sum(view.quarantined, from, to);
  const events = view.series.reduce((all, { counts }) => all + sum(counts, from, to), 0);
  const quarantined = bad > 0 ? `, ${count(bad, 'quarantined', 'quarantined')}` : '';
  return `${begin} to ${end}: ${count(events, 'event')}${quarantined}`;
}

/** All of a chart. */
export function saidOfAll(view: ChartView): string {
  return said(view, { from: 0, to: view.quarantined.length - 1 });
}

/** How many events a trigger had. */
export function events(counts: readonly number[]): number {
  return sum(counts, 0, counts.length - 1);
}

function sum(counts: readonly number[], from: number, to: number): number {
  return counts.slice(from, to + 1).reduce((all, one) => all + one, 0);
}

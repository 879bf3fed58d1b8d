/** What bars are stacked from, and what a legend lists: counts under a name, slot by slot. */
import type { ChartView } from '$lib/ipc';

/** Counts under a name. */
export interface Series {
  readonly name: string;
  readonly counts: readonly number[];
}

/** The events of a chart, by trigger. */
export function eventsOf(view: ChartView): Series[] {
  return view.series.map(({ trigger, counts }) => ({ name: trigger, counts }));
}

/** The failures of a chart, by reason. */
export function failuresOf(view: ChartView): Series[] {
  return view.failures.map(({ reason, counts }) => ({ name: reason, counts }));
}

/** The sum of some of the slots. */
export function sum(counts: readonly number[], from = 0, to = counts.length - 1): number {
  return counts.slice(from, to + 1).reduce((all, one) => all + one, 0);
}

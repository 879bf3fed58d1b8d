/** The chart's bars: a rectangle for each trigger in each slot that has any, in a box of `slots` by 100. */
import type { ChartView } from '$lib/ipc';

/** One rectangle. */
export interface Bar {
  readonly key: string;
  readonly slot: number;
  /** The trigger's place in the legend. */
  readonly series: number;
  readonly y: number;
  readonly height: number;
}

/** The height of the box. */
export const HEIGHT = 100;

/** The highest column leaves a little room; what is there at all is at least this high. */
const HIGHEST = 92;
const LOWEST = 2;

/** The rectangles, each trigger's on top of the one before. */
export function bars(view: ChartView, totals: readonly number[]): Bar[] {
  const most = Math.max(1, ...totals);
  return totals.flatMap((total, slot) => (total === 0 ? [] : column(view, slot, most)));
}

function column(view: ChartView, slot: number, most: number): Bar[] {
  let top = HEIGHT;
  return view.series.flatMap(({ trigger, counts }, series) => {
    const events = counts[slot] ?? 0;
    if (events === 0) return [];
    const height = Math.min(top, Math.max(LOWEST, (events / most) * HIGHEST));
    top -= height;
    return [{ key: `${slot}:${trigger}`, slot, series, y: top, height }];
  });
}

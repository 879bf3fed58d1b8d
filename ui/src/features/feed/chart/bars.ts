/** The chart's bars: a rectangle for each name in each slot that has any, in a box of `slots` by 100. */
import type { Series } from './series';

/** One rectangle. */
export interface Bar {
  readonly key: string;
  readonly slot: number;
  /** The name's place in the legend. */
  readonly series: number;
  readonly y: number;
  readonly height: number;
}

/** The height of the box. */
export const HEIGHT = 100;

/** The highest column leaves a little room; what is there at all is at least this high. */
const HIGHEST = 92;
const LOWEST = 2;

/** The rectangles, each name's on top of the one before. */
export function bars(all: readonly Series[], slots: number): Bar[] {
  const totals = Array.from({ length: slots }, (_, slot) =>
    all.reduce((total, { counts }) => total + (counts[slot] ?? 0), 0),
  );
  const most = Math.max(1, ...totals);
  return totals.flatMap((total, slot) => (total === 0 ? [] : column(all, slot, most)));
}

function column(all: readonly Series[], slot: number, most: number): Bar[] {
  let top = HEIGHT;
  return all.flatMap(({ name, counts }, series) => {
    const count = counts[slot] ?? 0;
    if (count === 0) return [];
    const height = Math.min(top, Math.max(LOWEST, (count / most) * HIGHEST));
    top -= height;
    return [{ key: `${slot}:${name}`, slot, series, y: top, height }];
  });
}

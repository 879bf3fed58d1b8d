/** Answer times drawn: steps on a logarithmic axis, whose every guide is ten times the one below. */
import type { ChartView } from '$lib/ipc';
import { HEIGHT } from './bars';
import { figures } from './times';
import type { Figures } from './times';

const SECOND = 1_000_000;

/** A quarter of a power of ten: what lies so near a guide is shown with it. */
const ROOM = 0.25;

/** A line across the plot. */
export interface Guide {
  readonly us: number;
  readonly y: number;
  /** Whether it is the one at a second. */
  readonly second: boolean;
}

/** One slot with its figures, as heights in a box of 100. */
export interface Column {
  readonly slot: number;
  readonly p50: number;
  readonly p95: number;
  readonly longest: number;
}

/** Everything there is to draw. */
export interface Curve {
  readonly columns: readonly Column[];
  readonly guides: readonly Guide[];
  readonly p50: string;
  readonly p95: string;
}

/** The curve of a chart; nothing to draw when nothing was acknowledged. */
export function curve(view: ChartView): Curve {
  const slots = view.times.map((_, slot) => figures(view, { from: slot, to: slot }));
  const [low, high] = ends(slots.filter((slot) => slot !== null));
  const y = (us: number): number =>
    HEIGHT * (1 - (Math.log10(Math.max(1, us)) - low) / (high - low));
  const columns = slots.flatMap((slot, at) =>
    slot ? [{ slot: at, p50: y(slot.p50), p95: y(slot.p95), longest: y(slot.longest) }] : [],
  );
  return {
    columns,
    guides: columns.length > 0 ? guides(low, high, y) : [],
    p50: steps(columns, ({ p50 }) => p50),
    p95: steps(columns, ({ p95 }) => p95),
  };
}

/** The axis's ends as powers of ten, with a little room beyond the shortest and the longest. */
function ends(slots: readonly Figures[]): [low: number, high: number] {
  if (slots.length === 0) return [0, 1];
  const shortest = Math.max(1, Math.min(...slots.map(({ p50 }) => p50)));
  const longest = Math.max(1, ...slots.map(({ longest }) => longest));
  const [low, high] = [Math.log10(shortest) - ROOM, Math.log10(longest) + ROOM];
  return [Math.min(low, high - 1), high];
}

function guides(low: number, high: number, y: (us: number) => number): Guide[] {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const us = 10 ** (first + at);
    return { us, y: y(us), second: us === SECOND };
  });
}

/** A path along the columns that breaks where slots are empty. */
function steps(columns: readonly Column[], height: (column: Column) => number): string {
  return columns
    .map((column, at) => {
      const joined = columns[at - 1]?.slot === column.slot - 1;
      const y = height(column).toFixed(2);
      return `${joined ? `V${y}` : `M${column.slot} ${y}`}H${column.slot + 1}`;
    })
    .join('');
}

/**
 * How often the list is redrawn: as often as leaves time for the user. A machine that draws quickly
 * shows arrivals as they come; a slow one, in a flood nobody reads row by row, thirteen times a
 * second.
 */
import type { Frame } from './tail.svelte';

/** Least and most time between two redraws, in milliseconds. */
export const SHORTEST_MS = 16;
export const LONGEST_MS = 75;

/** The time from one redraw to the next, in the time that a redraw takes. */
export const PARTS = 1.5;

/** What the pace is measured with. */
export interface Watch {
  readonly now: () => number;
  /** Runs something once what was changed is on the screen. */
  readonly drawn: (run: () => void) => void;
}

const WATCH: Watch = {
  now: () => performance.now(),
  drawn: (run) => void setTimeout(run),
};

/** Frames that keep this pace. */
export function paced(frame: Frame, { now, drawn }: Watch = WATCH): Frame {
  let next = -Infinity;
  const draw = (run: () => void): void =>
    frame(() => {
      const began = now();
      next = began + LONGEST_MS;
      run();
      drawn(() => (next = began + rest(now() - began)));
    });
  return (run) => {
    const early = next - now();
    if (early > 0) setTimeout(() => draw(run), early);
    else draw(run);
  };
}

function rest(took: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, took * PARTS));
}

/** How often the list is redrawn: at once for a trickle, ten times a second in a flood nobody reads row by row. */
import type { Frame } from './tail.svelte';

/** Least time between two redraws, in milliseconds. */
export const PACE_MS = 100;

/** Frames at least `PACE_MS` apart. */
export function paced(frame: Frame, now: () => number = () => performance.now()): Frame {
  let last = -Infinity;
  const draw = (run: () => void): void =>
    frame(() => {
      last = now();
      run();
    });
  return (run) => {
    const early = last + PACE_MS - now();
    if (early > 0) setTimeout(() => draw(run), early);
    else draw(run);
  };
}

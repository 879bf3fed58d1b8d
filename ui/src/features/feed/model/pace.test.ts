import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LONGEST_MS, paced, SHORTEST_MS } from './pace';

/** A list whose redraws take so long. */
function list(cost: { ms: number }) {
  let now = 0;
  const draw = vi.fn();
  const frame = paced((run) => run(), {
    now: () => now,
    drawn: (run) => {
      now += cost.ms;
      run();
    },
  });
  return {
    draw,
    arrive: () => frame(draw),
    pass(ms: number) {
      now += ms;
      vi.advanceTimersByTime(ms);
    },
  };
}

describe('the pace of redrawing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is that of the frames where drawing is quick', () => {
    const { draw, arrive, pass } = list({ ms: 1 });
    arrive();
    pass(SHORTEST_MS);
    arrive();
    pass(0);
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('leaves a third of the time where drawing takes its time', () => {
    const { draw, arrive, pass } = list({ ms: 20 });
    arrive();
    arrive();
    pass(9);
    expect(draw).toHaveBeenCalledTimes(1);
    pass(1);
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('is never slower than thirteen times a second, and recovers', () => {
    const cost = { ms: 60 };
    const { draw, arrive, pass } = list(cost);
    arrive();
    arrive();
    cost.ms = 1;
    pass(LONGEST_MS - 60);
    expect(draw).toHaveBeenCalledTimes(2);
    pass(SHORTEST_MS);
    arrive();
    expect(draw).toHaveBeenCalledTimes(3);
  });
});

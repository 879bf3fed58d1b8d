import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PACE_MS, paced } from './pace';

describe('the pace of redrawing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is that of the frames for what comes after a rest, and bounded in a flood', () => {
    let now = 0;
    const frame = paced(
      (run) => run(),
      () => now,
    );
    const draw = vi.fn();
    frame(draw);
    expect(draw).toHaveBeenCalledTimes(1);
    now = 30;
    frame(draw);
    expect(draw).toHaveBeenCalledTimes(1);
    now = PACE_MS;
    vi.advanceTimersByTime(PACE_MS - 30);
    expect(draw).toHaveBeenCalledTimes(2);
    now = 2 * PACE_MS;
    frame(draw);
    expect(draw).toHaveBeenCalledTimes(3);
  });
});

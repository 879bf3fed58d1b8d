import { describe, expect, it, vi } from 'vitest';
import { Leaving } from './leaving';

describe('a view that watches', () => {
  it('lets go of what it watches when it is left', async () => {
    const [leaving, leave] = [new Leaving(), vi.fn()];
    await leaving.hold(Promise.resolve(leave));
    expect(leave).not.toHaveBeenCalled();
    leaving.leave();
    leaving.leave();
    expect(leave).toHaveBeenCalledOnce();
  });

  it('lets go even if it was left before the watch began', async () => {
    const [leaving, leave] = [new Leaving(), vi.fn()];
    const held = leaving.hold(Promise.resolve(leave));
    leaving.leave();
    await held;
    expect(leave).toHaveBeenCalledOnce();
  });

  it('lets go of the watch before when it watches anew', async () => {
    const [leaving, before, now] = [new Leaving(), vi.fn(), vi.fn()];
    await leaving.hold(Promise.resolve(before));
    await leaving.hold(Promise.resolve(now));
    expect(before).toHaveBeenCalledOnce();
    expect(now).not.toHaveBeenCalled();
  });
});

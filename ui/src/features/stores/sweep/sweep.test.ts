import { describe, expect, it } from 'vitest';
import type { OutcomeKind, StoreOutcome, SweepProgress, SweepReport } from '$lib/ipc';
import { summary, Sweep, telling, type SweepPort } from './sweep.svelte';

function outcome(storeId: number, kind: OutcomeKind): StoreOutcome {
  return { storeId, name: `Store ${storeId}`, kind, words: kind };
}

/** A backend whose sweep is led by hand. */
function led() {
  let tell: (progress: SweepProgress) => void = () => undefined;
  let end: (report: SweepReport) => void = () => undefined;
  let fail: (thrown: unknown) => void = () => undefined;
  const cancelled: number[] = [];
  const port: SweepPort = {
    sweepStores: (_, __, take) => {
      tell = take;
      return new Promise((resolve, reject) => {
        end = resolve;
        fail = reject;
      });
    },
    cancel: (watch) => cancelled.push(watch),
  };
  return {
    sweep: new Sweep(port),
    cancelled,
    tell: (done: number, latest: StoreOutcome | null) => tell({ watch: 9, done, total: 4, latest }),
    end: (report: SweepReport) => end(report),
    fail: (thrown: unknown) => fail(thrown),
  };
}

describe('work on several stores', () => {
  it('shows how far it is and what came of each', async () => {
    const { sweep, tell, end } = led();
    const ended = sweep.start([1, 2, 3, 4], 'check');
    tell(0, null);
    expect([sweep.running, sweep.percent]).toEqual([true, 0]);
    tell(1, outcome(1, 'well'));
    tell(2, outcome(2, 'failed'));
    expect(sweep.percent).toBe(50);
    expect(sweep.outcomes).toHaveLength(2);
    end({ outcomes: [outcome(1, 'well'), outcome(2, 'failed')], left: 2 });
    expect(await ended).toBe(true);
    expect([sweep.running, sweep.report?.left]).toEqual([false, 2]);
    sweep.dismiss();
    expect(sweep.shown).toBe(false);
  });

  it('runs once at a time, and is cancelled by its number', async () => {
    const { sweep, cancelled, tell, end } = led();
    const ended = sweep.start([1], 'register');
    expect(await sweep.start([2], 'check')).toBe(false);
    sweep.cancel();
    expect(cancelled).toEqual([]);
    tell(0, null);
    sweep.cancel();
    sweep.cancel();
    expect(cancelled).toEqual([9]);
    end({ outcomes: [], left: 1 });
    await ended;
    expect(sweep.cancelling).toBe(false);
  });

  it('keeps why it could not run', async () => {
    const { sweep, fail } = led();
    const ended = sweep.start([1], 'check');
    fail({ code: 'network', message: 'no', hint: 'try', field: null });
    await ended;
    expect(sweep.error?.code).toBe('network');
  });

  it('is told in a line, and the worst first', () => {
    const all = [
      outcome(1, 'well'),
      outcome(2, 'mended'),
      outcome(3, 'failed'),
      outcome(4, 'well'),
    ];
    expect(summary(all)).toBe('2 well, 1 mended, 1 failed');
    expect(telling(all).map(({ kind }) => kind)).toEqual(['failed', 'mended']);
    expect(summary([])).toBe('Nothing was done');
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventCount, ExportView, ExportWanted, FeedQuery, Progress } from '$lib/ipc';
import { wants } from '../model/filter';
import { settled } from '../testing';
import { Exports } from './exports.svelte';

const FILTER = [wants({ field: 'is', value: 'pinned' })];
const DONE: ExportView = { kind: 'done', number: 3, events: 12, file: 'a.json' };
const AT: Progress = { watch: 9, phase: 'writing', done: 1, total: 12 };

function desk() {
  let end: (view: ExportView) => void = () => undefined;
  let fail: (why: unknown) => void = () => undefined;
  let tell: (progress: Progress) => void = () => undefined;
  const exportEvents = vi.fn((_: ExportWanted, take: typeof tell) => {
    tell = take;
    return new Promise<ExportView>((resolve, reject) => ([end, fail] = [resolve, reject]));
  });
  const countEvents = vi.fn(async ({ before }: FeedQuery): Promise<EventCount> =>
    before === null ? { events: 2000, next: 40 } : { events: 7, next: null },
  );
  const [cancel, showExport] = [vi.fn(), vi.fn(async () => null)];
  const exports = new Exports({ exportEvents, countEvents, cancel, showExport });
  return {
    exports,
    exportEvents,
    cancel,
    showExport,
    end: async (view: ExportView) => (end(view), settled()),
    fail: async (why: unknown) => (fail(why), settled()),
    tell: (progress: Progress) => tell(progress),
  };
}

describe('an export', () => {
  beforeEach(() => localStorage.clear());

  it('is of the events chosen, or of all that the filter shows, counted to the end', async () => {
    const { exports } = desk();
    exports.ask([4, 5], FILTER);
    expect([exports.scope, exports.events]).toEqual(['chosen', 2]);
    await settled();
    exports.scope = 'filter';
    expect([exports.events, exports.counted.whole]).toEqual([2007, true]);
    exports.ask([], FILTER);
    expect(exports.scope).toBe('filter');
  });

  it('asks for what is wanted, and keeps the format for the next time', async () => {
    const { exports, exportEvents, end } = desk();
    exports.ask([4], FILTER);
    exports.format = 'har';
    void exports.start();
    expect(exportEvents.mock.lastCall?.[0]).toEqual({
      what: { kind: 'chosen', ids: [4] },
      format: 'har',
    });
    await end(DONE);
    expect(new Exports({} as never).format).toBe('har');
    exports.ask([], FILTER);
    void exports.start();
    expect(exportEvents.mock.lastCall?.[0].what).toEqual({ kind: 'filtered', conditions: FILTER });
  });

  it('keeps the dialog until a file is chosen', async () => {
    const { exports, end } = desk();
    exports.ask([4], []);
    void exports.start();
    expect(exports.choosing).toBe(true);
    await end({ kind: 'nowhere' });
    expect([exports.choosing, exports.asked !== null]).toEqual([false, true]);
  });

  it('goes on behind the page, and can be cancelled', async () => {
    const { exports, tell, cancel, end } = desk();
    exports.ask([4], []);
    void exports.start();
    tell(AT);
    expect([exports.asked, exports.progress]).toEqual([null, AT]);
    exports.ask([5], []);
    expect(exports.asked).toBeNull();
    exports.cancel();
    expect(cancel).toHaveBeenLastCalledWith(9);
    await end({ kind: 'cancelled' });
    expect([exports.progress, exports.done]).toEqual([null, null]);
  });

  it('says how it ended', async () => {
    const { exports, tell, end, showExport } = desk();
    exports.ask([4], []);
    void exports.start();
    tell(AT);
    await end(DONE);
    expect(exports.done).toEqual(DONE);
    await exports.show();
    expect(showExport).toHaveBeenLastCalledWith(3);
    exports.dismiss();
    expect(exports.done).toBeNull();
  });

  it('says why it failed, in the dialog when there is no file yet', async () => {
    const { exports, fail } = desk();
    exports.ask([4], []);
    void exports.start();
    await fail({ code: 'diskFull', message: 'no room', hint: 'Free some.', field: null });
    expect([exports.error?.message, exports.asked !== null]).toEqual(['no room', true]);
  });
});

import { describe, expect, it } from 'vitest';
import type { RunRow } from '$lib/ipc';
import { later } from '../../actions/testing';
import { backend } from '../testing';
import { choiceOf, EVERY, isNarrow } from './filter';
import { PAGE, Runs } from './runs.svelte';

const listed = (runs: Runs) => runs.list?.map(({ id }) => id) ?? [];

describe('the list of runs', () => {
  it('is read a page at a time, to its end', async () => {
    const runs = new Runs(backend());
    await runs.load();
    expect([listed(runs).length, listed(runs)[0], runs.more]).toEqual([PAGE, 254, true]);
    await runs.older();
    await runs.older();
    expect([listed(runs).at(-1), runs.more]).toEqual([1, false]);
    await runs.older();
    expect([listed(runs).length, new Set(listed(runs)).size]).toEqual([254, 254]);
  });

  it('keeps the older ones when the newest are read anew', async () => {
    const runs = new Runs(backend());
    await runs.load();
    await runs.older();
    await runs.load();
    expect(listed(runs)).toHaveLength(2 * PAGE);
    expect(runs.more).toBe(true);
  });

  it('is narrowed down, and asks for what is wanted', async () => {
    const port = backend();
    const runs = new Runs(port);
    await runs.want({ states: ['unknown'], orchestrationId: 2 });
    expect([listed(runs), runs.narrow, runs.more]).toEqual([[249], true, false]);
    await runs.want({ ...EVERY, eventId: 1_232 });
    expect(listed(runs)).toEqual([246, 232]);
    const asked = { ...EVERY, eventId: 1_232 };
    expect(port.runs).toHaveBeenLastCalledWith(asked, null);
    await runs.want({ eventId: 1_232 });
    expect(port.runs).toHaveBeenCalledTimes(2);
  });

  it('leaves dry runs out where that is wanted', async () => {
    const runs = new Runs(backend());
    await runs.want({ cause: 'manual' });
    expect(listed(runs)).toEqual([245]);
    await runs.want({ withoutDry: true });
    expect(listed(runs)).toEqual([]);
  });

  it('drops the answer to a question that is no longer asked', async () => {
    const port = backend();
    const runs = new Runs(port);
    const slow = later<RunRow[]>();
    port.runs.mockReturnValueOnce(slow.promise);
    const begun = runs.load();
    await runs.want({ states: ['cancelled'] });
    slow.give([]);
    await begun;
    expect(listed(runs)).toEqual([244]);
  });

  it('drops older ones that come after another list was asked for', async () => {
    const port = backend();
    const runs = new Runs(port);
    await runs.load();
    const slow = later<RunRow[]>();
    port.runs.mockReturnValueOnce(slow.promise);
    const begun = runs.older();
    await runs.want({ states: ['cancelled'] });
    slow.give(await backend().runs(EVERY, 155));
    await begun;
    expect(listed(runs)).toEqual([244]);
  });

  it('is live while one of them is under way', async () => {
    const runs = new Runs(backend());
    await runs.load();
    expect(runs.live).toBe(true);
    await runs.want({ states: ['dead'] });
    expect(runs.live).toBe(false);
  });

  it('is walked to its ends, and no further', async () => {
    const runs = new Runs(backend());
    expect(runs.move(1)).toBe(-1);
    await runs.load();
    expect([runs.move(1), runs.active]).toEqual([0, 254]);
    expect(runs.move(-1)).toBe(0);
    expect([runs.move(500), runs.active]).toEqual([PAGE - 1, 155]);
  });

  it('shows what became of a run that was looked at', async () => {
    const port = backend();
    const runs = new Runs(port);
    await runs.load();
    runs.take(await port.cancelRun(253));
    expect(runs.list?.find(({ id }) => id === 253)?.state).toBe('cancelled');
  });

  it('is read anew from the top once much has changed', async () => {
    const port = backend();
    const runs = new Runs(port);
    await runs.load();
    await runs.older();
    runs.forget();
    expect(runs.list).toBeNull();
    await runs.load();
    expect([listed(runs).length, runs.more]).toEqual([PAGE, true]);
  });

  it('says why it cannot be read, and is there without what it can be narrowed to', async () => {
    const port = backend();
    const runs = new Runs(port);
    port.runs.mockRejectedValueOnce(new Error('gone'));
    port.orchestrations.mockRejectedValueOnce(new Error('gone'));
    await runs.load();
    await runs.loadChoices();
    expect([runs.list, runs.error?.message]).toEqual([null, 'gone']);
    expect([runs.orchestrations.length, runs.stores.length > 0]).toEqual([0, true]);
  });
});

describe('which runs are listed', () => {
  it('is told by the states that are asked for, in any order', () => {
    expect(choiceOf([])).toBe('any');
    expect(choiceOf(['failed', 'cancelled'])).toBe('others');
    expect(choiceOf(['unknown', 'running', 'waiting', 'queued'])).toBe('open');
  });

  it('is every one, or not', () => {
    expect(isNarrow(EVERY)).toBe(false);
    expect(isNarrow({ ...EVERY, withoutDry: true })).toBe(true);
    expect(isNarrow({ ...EVERY, storeId: 1 })).toBe(true);
  });
});

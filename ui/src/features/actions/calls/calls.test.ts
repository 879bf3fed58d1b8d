import { describe, expect, it, vi } from 'vitest';
import type { CallRow } from '$lib/ipc';
import { call } from '../mock/calls';
import { backend, later } from '../testing';
import { Calls, PAGE } from './calls.svelte';

const listed = (calls: Calls) => calls.list?.map(({ id }) => id) ?? [];

describe('the history of calls', () => {
  it('is read a page at a time, to its end', async () => {
    const calls = new Calls(backend());
    await calls.load();
    expect([listed(calls).length, listed(calls)[0], calls.more]).toEqual([PAGE, 233, true]);
    await calls.older();
    await calls.older();
    expect([listed(calls).length, listed(calls).at(-1), calls.more]).toEqual([233, 1, false]);
    await calls.older();
    expect(new Set(listed(calls)).size).toBe(233);
  });

  it('keeps the older ones when the newest are read anew', async () => {
    const port = backend();
    const calls = new Calls(port);
    await calls.load();
    await calls.older();
    await calls.load();
    expect(listed(calls)).toHaveLength(2 * PAGE);
  });

  it('is narrowed down by store, action and outcome', async () => {
    const port = backend();
    const calls = new Calls(port);
    await calls.want({ state: 'unknown' });
    expect([listed(calls), calls.filtered, calls.more]).toEqual([[233], true, false]);
    await calls.want({ state: null, storeId: 2 });
    expect(listed(calls)).toEqual([]);
    expect(port.calls).toHaveBeenLastCalledWith({ storeId: 2, action: null, state: null }, null);
  });

  it('drops the answer to a question that is no longer asked', async () => {
    const port = backend();
    const calls = new Calls(port);
    const slow = later<CallRow[]>();
    port.calls.mockReturnValueOnce(slow.promise);
    const begun = calls.load();
    await calls.want({ action: 'list_orders' });
    slow.give([]);
    await begun;
    expect(listed(calls)).toEqual([231]);
  });

  it('is live while one is under way, and shows what became of the one looked at', async () => {
    const port = backend();
    const calls = new Calls(port);
    const running = call(9, 0, { state: 'running' });
    port.calls.mockResolvedValueOnce([running.row]);
    port.call.mockResolvedValueOnce(running);
    await calls.load();
    await calls.show(9);
    expect([calls.live, calls.open?.row.state]).toEqual([true, 'running']);
    port.calls.mockResolvedValueOnce([call(9, 0, {}).row]);
    port.call.mockResolvedValueOnce(call(9, 0, {}));
    await calls.load();
    expect([calls.live, calls.open?.row.state]).toEqual([false, 'done']);
  });

  it('forgets those of the store that is listed, and lists what stays', async () => {
    const port = backend();
    const calls = new Calls(port);
    await calls.want({ storeId: 1 });
    expect(await calls.forget()).toBe(232);
    expect(port.forgetCalls).toHaveBeenCalledExactlyOnceWith(1);
    expect(listed(calls)).toEqual([233]);
  });

  it('says why it cannot be read', async () => {
    const port = backend();
    const calls = new Calls(port);
    port.calls.mockRejectedValueOnce(new Error('gone'));
    await calls.load();
    expect([calls.list, calls.error?.message]).toEqual([null, 'gone']);
    vi.mocked(port.call).mockRejectedValueOnce(new Error('no such call'));
    await calls.show(1);
    expect(calls.openError?.message).toBe('no such call');
  });
});

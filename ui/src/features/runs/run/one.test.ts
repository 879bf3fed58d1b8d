import { describe, expect, it, vi } from 'vitest';
import type { RunView } from '$lib/ipc';
import { later } from '../../actions/testing';
import { backend, viewOf } from '../testing';
import { OneRun } from './one.svelte';

async function open(id: number) {
  const port = backend();
  const taken = vi.fn();
  const one = new OneRun(port, id, taken);
  await one.load();
  return { one, port, taken };
}

describe('a run that is looked at', () => {
  it('is tried again, and what became of it is told', async () => {
    const { one, port, taken } = await open(238);
    expect(one.live).toBe(false);
    expect(await one.do('requeue')).toBe(true);
    expect(port.requeueRun).toHaveBeenCalledExactlyOnceWith(238);
    expect([one.view?.row.state, one.live]).toEqual(['queued', true]);
    expect(taken).toHaveBeenCalledExactlyOnceWith(one.view);
  });

  it.each([
    ['cancel', 'cancelRun', 253],
    ['resume', 'resumeRun', 252],
    ['dismiss', 'dismissRun', 238],
  ] as const)('can be asked to %s', async (deed, command, id) => {
    const { one, port } = await open(id);
    await one.do(deed);
    expect(port[command]).toHaveBeenCalledExactlyOnceWith(id);
  });

  it('asks, and hears the answer for the step that asked', async () => {
    const { one, port } = await open(250);
    expect(one.asks).toBe(true);
    await one.say('refund', 'happened', '{"id":7}');
    expect(port.sayOfRun).toHaveBeenCalledExactlyOnceWith(250, 'refund', 'happened', '{"id":7}');
    expect(one.asks).toBe(false);
  });

  it('stays as it was when something fails, and says why', async () => {
    const { one, port, taken } = await open(238);
    port.requeueRun.mockRejectedValueOnce(new Error('no'));
    expect(await one.do('requeue')).toBe(false);
    expect([one.view?.row.state, one.act.error?.message]).toEqual(['dead', 'no']);
    expect(taken).not.toHaveBeenCalled();
  });

  it('is not set back by an answer that was asked for before', async () => {
    const { one, port } = await open(238);
    const slow = later<RunView>();
    port.run.mockReturnValueOnce(slow.promise);
    const reading = one.load();
    await one.do('dismiss');
    slow.give(await viewOf(238));
    await reading;
    expect(one.view?.row.state).toBe('failed');
  });

  it('takes a note while something else is done with it', async () => {
    const { one, port } = await open(238);
    const slow = later<RunView>();
    port.requeueRun.mockReturnValueOnce(slow.promise);
    const trying = one.do('requeue');
    expect(await one.note('Told Ada')).toBe(true);
    expect(one.view?.row.note).toBe('Told Ada');
    slow.give(await viewOf(238));
    await trying;
  });
});

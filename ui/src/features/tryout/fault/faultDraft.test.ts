import { describe, expect, it, vi } from 'vitest';
import type { FaultSpec } from '$lib/ipc';
import { Targets } from '../targets.svelte';
import { portOf } from '../testing';
import { FaultDraft } from './faultDraft.svelte';
import { OTHER } from './limits';

async function drafted(given: Parameters<typeof portOf>[0] = {}) {
  const setFault = vi.fn((_: FaultSpec) => Promise.resolve(null));
  const draft = new FaultDraft({ setFault }, new Targets(portOf(given)));
  await draft.begin();
  return { draft, setFault };
}

describe('a fault', () => {
  it('is a 500 to every delivery for ten minutes unless something else is chosen', async () => {
    const { draft, setFault } = await drafted();
    expect(await draft.start()).toBe(true);
    expect(setFault).toHaveBeenCalledExactlyOnceWith({
      storeId: null,
      trigger: null,
      status: 500,
      delayS: 0,
      minutes: 10,
      times: null,
    });
  });

  it('is what was chosen and typed; a number of deliveries ends within the hour', async () => {
    const { draft, setFault } = await drafted();
    draft.storeId = 3;
    draft.chooseTrigger('order_updated');
    draft.chooseStatus(OTHER);
    draft.lasting = 'times';
    draft.typed.delay = '2';
    await draft.start();
    expect(setFault.mock.lastCall?.[0]).toEqual({
      storeId: 3,
      trigger: 'order_updated',
      status: 502,
      delayS: 2,
      minutes: 60,
      times: 3,
    });
  });

  it('is late when it is a 200', async () => {
    const { draft } = await drafted();
    draft.chooseStatus(200);
    expect([draft.typed.delay, draft.right]).toEqual(['10', true]);
  });

  it('is not asked for while a number is wrong', async () => {
    const { draft, setFault } = await drafted();
    draft.typed.minutes = '90';
    expect(await draft.start()).toBe(false);
    expect(setFault).not.toHaveBeenCalled();
  });

  it('says why it could not begin, and keeps what was typed', async () => {
    const { draft, setFault } = await drafted();
    draft.typed.minutes = '7';
    setFault.mockRejectedValueOnce(new Error('no'));
    expect(await draft.start()).toBe(false);
    expect([draft.act.error?.message, draft.typed.minutes]).toEqual(['no', '7']);
  });

  it('knows whether real stores are concerned', async () => {
    expect((await drafted()).draft.real).toBe(false);
    expect((await drafted({ mode: 'live' })).draft.real).toBe(true);
  });
});

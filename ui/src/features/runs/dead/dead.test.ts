import { describe, expect, it } from 'vitest';
import { backend } from '../testing';
import { Dead, keyOf } from './dead.svelte';

async function open() {
  const port = backend();
  const dead = new Dead(port);
  await dead.load();
  const group = dead.groups?.find(({ runs }) => runs === 8);
  if (!group) throw new Error('no group');
  return { dead, port, group };
}

describe('runs that failed', () => {
  it('are grouped by orchestration and by why', async () => {
    const { dead } = await open();
    expect(dead.groups?.map(({ orchestrationId, runs }) => [orchestrationId, runs])).toEqual([
      [4, 1],
      [4, 1],
      [3, 3],
      [2, 8],
    ]);
    expect(dead.runs).toBe(13);
    expect(new Set(dead.groups?.map(keyOf)).size).toBe(4);
  });

  it.each(['requeue', 'dismiss'] as const)('can all be asked to %s', async (what) => {
    const { dead, port, group } = await open();
    expect(await dead[what](group)).toBe(8);
    const command = what === 'requeue' ? port.requeueDeadRuns : port.dismissDeadRuns;
    expect(command).toHaveBeenCalledExactlyOnceWith(2, group.code);
    expect([dead.groups?.length, dead.runs]).toEqual([3, 5]);
  });

  it('stay when that fails, with why', async () => {
    const { dead, port, group } = await open();
    port.dismissDeadRuns.mockRejectedValueOnce(new Error('no'));
    expect(await dead.dismiss(group)).toBeNull();
    expect([dead.runs, dead.act.error?.message]).toEqual([13, 'no']);
  });
});

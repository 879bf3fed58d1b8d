import { describe, expect, it } from 'vitest';
import { backend } from '../testing';
import { goesWords, standing, storeWords } from '../words';
import { OrchestrationList } from './list.svelte';

async function loaded() {
  const port = backend();
  const list = new OrchestrationList(port);
  await list.load();
  return { port, list, ids: () => list.rows.map(({ id }) => id) };
}

const ERROR = { code: 'internal', message: 'No.', hint: 'Try again.', field: null };

describe('the list', () => {
  it('moves a row, and back where the order cannot be kept', async () => {
    const { port, list, ids } = await loaded();
    await list.move(1, 2);
    expect(ids()).toEqual([2, 3, 1, 4]);
    expect(port.orderOrchestrations).toHaveBeenCalledWith([2, 3, 1, 4]);
    port.orderOrchestrations.mockRejectedValueOnce(ERROR);
    await list.move(4, 0);
    expect(ids()).toEqual([2, 3, 1, 4]);
    expect(list.refused).toEqual({ id: 4, error: ERROR });
  });

  it('leaves a row at the end where it is', async () => {
    const { port, list } = await loaded();
    await list.move(1, -1);
    expect(port.orderOrchestrations).not.toHaveBeenCalled();
  });

  it('puts the keyboard on the next when one is deleted', async () => {
    const { list, ids } = await loaded();
    expect(await list.delete(4)).toBe(true);
    expect([ids(), list.at]).toEqual([[1, 2, 3], 3]);
  });

  it('says why one cannot be enabled, and leaves it off', async () => {
    const { port, list } = await loaded();
    port.enableOrchestration.mockRejectedValueOnce(ERROR);
    await list.switch(2, true);
    expect(list.rows.find(({ id }) => id === 2)?.enabled).toBe(false);
    expect(list.refused).toEqual({ id: 2, error: ERROR });
    await list.switch(2, true);
    expect([list.rows.find(({ id }) => id === 2)?.enabled, list.refused]).toEqual([true, null]);
  });

  it('keeps what it has when it cannot be read again', async () => {
    const { port, list, ids } = await loaded();
    port.orchestrations.mockRejectedValueOnce(ERROR);
    await list.load();
    expect([list.phase.kind, ids().length]).toEqual(['ready', 4]);
  });
});

describe('words', () => {
  it('name what goes and how it stands', async () => {
    const { list } = await loaded();
    const [refunds, mirror, , ship] = list.rows;
    if (!refunds || !mirror || !ship) throw new Error('not there');
    expect(goesWords(refunds)).toBe('Its draft, 3 versions and 41 runs go.');
    expect(goesWords(mirror)).toBe('Its draft goes.');
    expect([standing(refunds).tone, standing(mirror).tone, standing(ship).tone]).toEqual([
      'good',
      'quiet',
      'warn',
    ]);
    expect([storeWords(mirror), storeWords(ship)]).toEqual(['No store', 'Store 1 and 2 more']);
  });
});

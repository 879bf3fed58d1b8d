import { describe, expect, it } from 'vitest';
import { hook, storeView, trigger } from '../app/testing';
import { allTriggers, Targets } from './targets.svelte';
import { portOf } from './testing';

describe('what can be tried out', () => {
  it('are the connected stores, each with the triggers it has a hook for', async () => {
    const targets = new Targets(
      portOf({
        stores: [
          storeView({ id: 3 }),
          storeView({ id: 4, hash: 'held', state: 'held' }),
          storeView({ id: 5, hash: 'zzz' }),
        ],
        triggers: [
          trigger('order_created', [hook({ storeId: 3 }), hook({ storeId: 5, state: 'missing' })]),
          trigger('order_updated', [hook({ storeId: 3, state: 'inactive' })]),
        ],
      }),
    );
    expect(targets.phase.kind).toBe('loading');
    await targets.load();
    expect(targets.list.map(({ id, mode }) => [id, mode])).toEqual([
      [3, 'practice'],
      [5, 'practice'],
    ]);
    expect(targets.list.map(({ triggers }) => triggers.map(({ id }) => id))).toEqual([
      ['order_created', 'order_updated'],
      [],
    ]);
    expect(allTriggers([...targets.list, ...targets.list])).toHaveLength(2);
  });

  it('say why they could not be read, and are read again', async () => {
    let fails = true;
    const port = portOf();
    const targets = new Targets({
      ...port,
      stores: (app) => (fails ? Promise.reject(new Error('gone')) : port.stores(app)),
    });
    await targets.load();
    expect(targets.phase).toMatchObject({ kind: 'failed', error: { message: 'gone' } });
    expect(targets.list).toEqual([]);
    fails = false;
    await targets.load();
    expect(targets.list).toHaveLength(1);
  });
});

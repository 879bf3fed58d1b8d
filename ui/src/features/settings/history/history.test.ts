import { describe, expect, it } from 'vitest';
import { backend } from '../../app/testing';
import type { HistoryEntry } from '$lib/ipc';
import { History } from './history.svelte';

const change = (id: number): HistoryEntry => ({
  id,
  at: id,
  what: 'Scope added',
  detail: 'store_cart',
  shared: false,
});

const ids = (history: History) => history.changes?.map(({ id }) => id);

describe('the history of an app', () => {
  it('is read a page at a time', async () => {
    const asked = backend({
      history: ({ before }) =>
        before === null
          ? { changes: [change(9), change(8)], older: 8 }
          : { changes: [change(7)], older: null },
    });
    const history = new History(4);
    await history.load();
    expect([ids(history), history.more]).toEqual([[9, 8], true]);
    await history.readOlder();
    expect([ids(history), history.more]).toEqual([[9, 8, 7], false]);
    expect(asked.map(({ args }) => args)).toEqual([
      { appId: 4, before: null },
      { appId: 4, before: 8 },
    ]);
  });

  it('takes what came since, and keeps the older ones that were read', async () => {
    let newest = [change(9), change(8)];
    backend({
      history: ({ before }) =>
        before === null ? { changes: newest, older: 8 } : { changes: [change(7)], older: null },
    });
    const history = new History(4);
    await history.load();
    await history.readOlder();
    newest = [change(10), change(9), change(8)];
    await history.load();
    expect([ids(history), history.more]).toEqual([[10, 9, 8, 7], false]);
  });

  it('says what was written where, and nothing when no file was chosen', async () => {
    let view: object = { kind: 'nowhere' };
    const asked = backend({ export_history: () => view });
    const history = new History(4);
    await history.export('csv');
    expect(history.exported).toBeNull();
    view = { kind: 'done', number: 2, changes: 3, file: 'history.csv' };
    await history.export('csv');
    expect(history.exported?.file).toBe('history.csv');
    expect(asked.at(-1)?.args).toEqual({ appId: 4, format: 'csv' });
  });
});

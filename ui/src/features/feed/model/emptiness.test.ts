import { describe, expect, it } from 'vitest';
import type { AppMode, ConnectorCard, StatusView, StoreView } from '$lib/ipc';
import { emptiness } from './emptiness';
import { type FeedFilter, wants } from './filter';

function catalog(...modes: AppMode[]): ConnectorCard[] {
  const apps = modes.map((mode, at) => ({ id: at + 1, mode }));
  return [{ apps } as ConnectorCard];
}

function stores(...appIds: number[]): StoreView[] {
  return appIds.map((appId) => ({ appId, state: 'connected' }) as StoreView);
}

function status(listening: boolean, practice: string, address: string): StatusView {
  return {
    listener: { listening },
    practice: { state: practice },
    address: { state: address },
  } as StatusView;
}

describe('an empty feed', () => {
  const filter: FeedFilter = [];
  const store = wants({ field: 'store', value: 1 });
  const none = { catalog: [], stores: [], status: null };

  it('is the filter’s doing before anything else', () => {
    expect(emptiness({ filter: [store], ...none })).toEqual({ kind: 'filtered', by: store });
    expect(emptiness({ filter: [store, store], ...none })).toEqual({ kind: 'filtered', by: null });
  });

  it('may only be so because the search was stopped', () => {
    expect(emptiness({ filter: [store], stopped: true, ...none }).kind).toBe('stopped');
  });

  it('needs an app, then a store', () => {
    expect(emptiness({ filter, catalog: catalog(), stores: [], status: null }).kind).toBe('noApp');
    const held = [{ appId: 1, state: 'held' } as StoreView];
    const why = emptiness({ filter, catalog: catalog('live'), stores: held, status: null });
    expect(why).toEqual({ kind: 'noStore', appId: 1 });
  });

  it.each([
    ['live', status(false, 'running', 'up'), { kind: 'cutOff', by: 'listener' }],
    ['live', status(true, 'running', 'down'), { kind: 'cutOff', by: 'address' }],
    ['live', status(true, 'stopped', 'up'), { kind: 'quiet', practice: false }],
    ['practice', status(true, 'running', 'off'), { kind: 'quiet', practice: true }],
    ['practice', status(true, 'stopped', 'off'), { kind: 'cutOff', by: 'practice' }],
  ] as const)('with a %s app says what keeps triggers out', (mode, now, why) => {
    expect(emptiness({ filter, catalog: catalog(mode), stores: stores(1), status: now })).toEqual(
      why,
    );
  });

  it('asks for a practice order when practice works, though the public address is down', () => {
    const now = status(true, 'running', 'down');
    const both = catalog('live', 'practice');
    expect(emptiness({ filter, catalog: both, stores: stores(1, 2), status: now })).toEqual({
      kind: 'quiet',
      practice: true,
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { StoreView } from '$lib/ipc';
import { mockHealth, mockStores, mockTriggers } from '../mock';
import { StorePage, type StorePort } from './storePage.svelte';

const [northwind] = mockStores() as [StoreView];
const held = mockStores().find((store) => store.state === 'held') as StoreView;
const REFUSED = { code: 'network', message: 'no', hint: 'try', field: null } as const;

function port(given: Partial<StorePort> = {}): StorePort {
  return {
    store: () => Promise.resolve(northwind),
    health: () => Promise.resolve(mockHealth(northwind)),
    events: () => Promise.resolve({ rows: [], cursor: 0, total: 0, next: null, searched: 0 }),
    setEmails: (_, emails) => Promise.resolve({ ...mockHealth(northwind), emails }),
    triggers: () => Promise.resolve(mockTriggers()),
    check: () => Promise.resolve(northwind),
    confirm: () => Promise.resolve({ ...held, state: 'connected' }),
    refuse: () => Promise.resolve(null),
    remove: () => Promise.resolve({ leftHooks: [] }),
    prove: () => Promise.reject(REFUSED),
    register: () => Promise.resolve(mockTriggers()),
    ...given,
  };
}

describe('the page of a store', () => {
  it('shows the store with its hooks', async () => {
    const page = new StorePage(1, port());
    expect(page.phase.kind).toBe('loading');
    await page.load();
    expect(page.store?.hash).toBe('g5cd38');
    expect(page.hooks).toHaveLength(4);
  });

  it('says when the store is not there', async () => {
    const gone = { ...REFUSED, code: 'notFound' as const };
    const page = new StorePage(1, port({ store: () => Promise.reject(gone) }));
    await page.load();
    expect(page.phase.kind).toBe('absent');
  });

  it('says why it could not be loaded, and tries again', async () => {
    let fails = true;
    const store = () => (fails ? Promise.reject(REFUSED) : Promise.resolve(northwind));
    const page = new StorePage(1, port({ store }));
    await page.load();
    expect(page.phase).toMatchObject({ kind: 'failed', error: { code: 'network' } });
    fails = false;
    await page.retry();
    expect(page.phase.kind).toBe('ready');
  });

  it('takes a held store over when it is confirmed', async () => {
    const page = new StorePage(4, port({ store: () => Promise.resolve(held) }));
    await page.load();
    await page.confirm();
    expect(page.store?.state).toBe('connected');
  });

  it('keeps the error of what failed, and does one thing at a time', async () => {
    let finish = (): void => undefined;
    let checks = 0;
    const check = () => {
      checks += 1;
      return new Promise<StoreView>((resolve) => (finish = () => resolve(northwind)));
    };
    const page = new StorePage(1, port({ check }));
    await page.load();
    const first = page.check();
    await page.check();
    expect(checks).toBe(1);
    expect(page.act.running).toBe('check');
    finish();
    await first;
    expect(page.act.running).toBeNull();
    await page.prove('order_created');
    expect(page.act.error?.code).toBe('network');
    expect(await page.remove()).toBe(true);
    expect(page.act.error).toBeNull();
  });

  it('shows whom BigCommerce writes to once that is set', async () => {
    const page = new StorePage(1, port());
    await page.load();
    expect(await page.setEmails(['ops@example.com'])).toBe(true);
    expect(page.health?.emails).toEqual(['ops@example.com']);
    const refusing = new StorePage(1, port({ setEmails: () => Promise.reject(REFUSED) }));
    await refusing.load();
    expect(await refusing.setEmails([])).toBe(false);
    expect(refusing.act.error?.code).toBe('network');
  });

  it('shows the proof of a hook at once', async () => {
    const prove = () => {
      const hook = mockTriggers()[0]?.hooks[0];
      return hook ? Promise.resolve({ ...hook, provedAt: 42 }) : Promise.reject(REFUSED);
    };
    const page = new StorePage(1, port({ prove }));
    await page.load();
    await page.prove('order_created');
    expect(page.hooks[0]?.hook?.provedAt).toBe(42);
  });
});

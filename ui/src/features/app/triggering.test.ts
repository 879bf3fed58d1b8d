import { describe, expect, it } from 'vitest';
import type { FeedPage, FeedRow } from '$lib/ipc';
import { row } from '../feed/testing';
import { backend, hook, trigger } from './testing';
import { Triggering, needsMending, withHook } from './triggering.svelte';

const pageOf = (rows: FeedRow[]): FeedPage => ({
  rows,
  cursor: rows.length,
  total: rows.length,
  next: null,
  searched: 1,
});

describe('the triggers of an app', () => {
  it('need mending when a wanted one has a hook that is not active', () => {
    const off = hook({ state: 'inactive' });
    expect(needsMending([trigger('order_created', [hook()])])).toBe(false);
    expect(needsMending([trigger('order_created', [hook(), off])])).toBe(true);
    expect(needsMending([trigger('order_created', [off], false)])).toBe(false);
  });

  it('take a proved hook in the place of the old one only', () => {
    const both = [hook(), hook({ storeId: 4 })];
    const before = [trigger('order_created', both), trigger('cart_updated', both)];
    const after = withHook(before, 'cart_updated', hook({ storeId: 4, provedAt: 5 }));
    expect(after[0]).toBe(before[0]);
    expect(after[1]?.hooks.map(({ provedAt }) => provedAt)).toEqual([null, 5]);
  });

  it('celebrate what BigCommerce sent, not a test of ours', async () => {
    const rows = [row(2, { origin: 'test' })];
    backend({ triggers: () => [], feed_page: () => pageOf(rows) });
    const triggering = new Triggering(7);
    await triggering.load();
    expect(triggering.latest).toBeNull();

    rows.push(row(1, { origin: 'live' }));
    await triggering.load();
    expect(triggering.latest?.id).toBe(1);
  });

  it('keep what was read when a proof fails, and say why', async () => {
    backend({
      triggers: () => [trigger('order_created', [hook()])],
      feed_page: () => pageOf([]),
      prove_hook: () => {
        throw { code: 'addressUnreachable', message: 'It did not come.', hint: '', field: null };
      },
    });
    const triggering = new Triggering(7);
    await triggering.load();
    await triggering.prove('order_created', 3);
    expect(triggering.act.error?.code).toBe('addressUnreachable');
    expect(triggering.triggers?.[0]?.hooks[0]?.provedAt).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { hooksOf, needsRegistering, withHook } from './hooks';
import { mockTriggers } from './mock';

describe('the hooks of a store', () => {
  it('has one line for each trigger that is wanted, with the hook of this store', () => {
    const triggers = mockTriggers();
    const [first] = triggers;
    if (first) first.enabled = false;
    const hooks = hooksOf(triggers, 2);
    expect(hooks.map(({ trigger }) => trigger.id)).toEqual([
      'order_updated',
      'refund_created',
      'cart_updated',
    ]);
    expect(hooks.every(({ hook }) => hook?.storeId === 2)).toBe(true);
  });

  it('is to be registered when one is missing or off', () => {
    expect(needsRegistering(hooksOf(mockTriggers(), 1))).toBe(false);
    expect(needsRegistering(hooksOf(mockTriggers(), 2))).toBe(true);
    expect(needsRegistering(hooksOf(mockTriggers(), 99))).toBe(true);
  });

  it('takes a newer state of one hook and leaves the others', () => {
    const triggers = mockTriggers();
    const hook = hooksOf(triggers, 1)[1]?.hook;
    if (!hook) throw new Error('the mock has no such hook');
    const after = withHook(triggers, 'order_updated', { ...hook, provedAt: 7 });
    expect(hooksOf(after, 1)[1]?.hook?.provedAt).toBe(7);
    const others = (of: typeof triggers) => hooksOf(of, 2).map(({ hook }) => hook);
    expect(others(after)).toEqual(others(triggers));
  });
});

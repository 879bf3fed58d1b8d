import { describe, expect, it } from 'vitest';
import type { TriggerView } from '$lib/ipc';
import { trigger } from './testing';
import { groupsOf, othersOff } from './triggerGroups';

function of(id: string, change: Partial<TriggerView> = {}): TriggerView {
  return { ...trigger(id, []), ...change };
}

const ALL = [
  of('order_created'),
  of('cart_updated', { group: 'Carts' }),
  of('order_status_changed', { enabled: false }),
  of('order_archived', { other: true, enabled: false, about: 'An order is archived.' }),
  of('cart_converted', { other: true, group: 'Carts' }),
  of('quote_created', { other: true, enabled: false, group: 'B2B Edition' }),
];

function shown(typed: string, withOthers = false): Record<string, string[]> {
  const groups = groupsOf(ALL, typed, withOthers);
  return Object.fromEntries(
    groups.map(({ name, triggers }) => [name, triggers.map((it) => it.id)]),
  );
}

describe('triggers by their groups', () => {
  it('leave out other webhooks that are off', () => {
    expect(shown('')).toEqual({
      Orders: ['order_created', 'order_status_changed'],
      Carts: ['cart_updated', 'cart_converted'],
    });
    expect(othersOff(ALL)).toBe(2);
  });

  it('have all of them when they are asked for', () => {
    expect(Object.keys(shown('', true))).toEqual(['Orders', 'Carts', 'B2B Edition']);
    expect(shown('', true)['Orders']).toHaveLength(3);
  });

  it('are searched by name, scope, group and what they are about, whatever is shown', () => {
    expect(shown(' QUOTE ')).toEqual({ 'B2B Edition': ['quote_created'] });
    expect(shown('is archived')).toEqual({ Orders: ['order_archived'] });
    expect(shown('carts')).toEqual({ Carts: ['cart_updated', 'cart_converted'] });
    expect(shown('store/order_c')).toEqual({ Orders: ['order_created'] });
    expect(shown('nothing')).toEqual({});
  });
});

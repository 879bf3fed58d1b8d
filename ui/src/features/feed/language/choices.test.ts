import { describe, expect, it } from 'vitest';
import { trigger } from '../../app/testing';
import { choicesOf } from './choices';

describe('the triggers that can be chosen', () => {
  it('are those of every app, once, without webhooks that nobody listens to', () => {
    const triggers = [
      trigger('order_created', []),
      trigger('customer_created', [], false),
      { ...trigger('order_archived', []), other: true },
      { ...trigger('quote_created', [], false), other: true },
      trigger('order_created', []),
    ];
    const { triggers: chosen } = choicesOf([], [], triggers);
    expect(chosen.map(({ id }) => id)).toEqual([
      'order_created',
      'customer_created',
      'order_archived',
    ]);
  });
});

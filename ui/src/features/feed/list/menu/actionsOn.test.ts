import { expect, it } from 'vitest';
import { desk } from '../../../actions/session.svelte';
import { row } from '../../testing';
import { actionsOn } from './actionsOn';

it('leads to the actions on what an event is about', () => {
  const order = row(7, { resourceType: 'order', resourceId: '250', resource: 'Order 250' });
  const [entry] = actionsOn(order);
  if (entry?.kind !== 'item') throw new Error('no entry');
  expect(entry.label).toBe('Run an action on this order…');
  entry.run();
  expect(location.hash).toBe('#/actions');
  expect([desk.subject?.name, desk.storeId]).toEqual(['Order 250', order.storeId]);
});

it('is not there for what no action takes', () => {
  expect(actionsOn(row(7, { resourceType: 'hook' }))).toEqual([]);
});

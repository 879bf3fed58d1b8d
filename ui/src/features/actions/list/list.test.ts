import { describe, expect, it } from 'vitest';
import { row } from '../../feed/testing';
import { FORMS } from '../mock';
import { bestOf, groupsOf, subjectOf } from './list';
import { dangerOf } from './words';

const actions = FORMS.map(({ action }) => action);
const found = (typed: string, subject: Parameters<typeof groupsOf>[2] = null) =>
  groupsOf(actions, typed, subject).flatMap((group) => group.actions.map(({ id }) => id));

describe('the list of actions', () => {
  it('stands by group, in the connector’s order', () => {
    const names = groupsOf(actions, '', null).map(({ name }) => name);
    expect(names).toEqual(['Orders', 'Refunds and payments', 'Products', 'Store']);
  });

  it('is searched by every word, in names, groups and paths', () => {
    expect(found('refund CREATE')).toEqual(['create_refund']);
    expect(found('delete /v2')).toEqual(['archive_order']);
    expect(found('nothing like it')).toEqual([]);
  });

  it('leads to the one whose name was typed, wherever it stands', () => {
    const best = (typed: string) => actions[bestOf(actions, typed)]?.id;
    expect(best('get ord')).toBe('get_order');
    expect(best('refund create')).toBe('create_refund');
    expect(best('/v2')).toBe(actions[0]?.id);
    expect(bestOf([], 'x')).toBe(-1);
  });

  it('shows what takes the thing that an event is about', () => {
    const subject = subjectOf(row(7, { resourceType: 'order', resourceId: '250', storeId: 3 }));
    expect(subject).toMatchObject({ storeId: 3, input: 'order_id', value: '250' });
    expect(found('', subject)).toEqual([
      'get_order',
      'archive_order',
      'list_order_products',
      'create_shipment',
      'create_refund',
    ]);
    expect(subjectOf(row(7, { resourceType: 'hook' }))).toBeNull();
  });

  it('says of each what it can do', () => {
    const words = (id: string) => {
      const action = actions.find((one) => one.id === id);
      return action && dangerOf(action).word;
    };
    expect(['get_order', 'archive_order', 'create_refund', 'http_request'].map(words)).toEqual([
      'Reads',
      'Takes away',
      'Moves money',
      'Any call',
    ]);
  });
});

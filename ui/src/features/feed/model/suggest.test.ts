import { describe, expect, it } from 'vitest';
import { row } from '../testing';
import { matches, queryOf, sameFilter, withoutField } from './filter';
import { chips, NO_CHOICES, suggest, take } from './suggest';

const choices = {
  apps: [{ id: 1, name: 'Orders sync' }],
  stores: [
    { id: 7, name: 'Northwind Outdoor', note: 'g5cd38' },
    { id: 8, name: 'Lumen & Oak', note: 'k2m9qa' },
  ],
  triggers: [
    { id: 'order_created', name: 'Order Created' },
    { id: 'order_updated', name: 'Order Updated' },
  ],
};

describe('the filter box', () => {
  it('offers everything while nothing is typed', () => {
    const fields = suggest(choices, '  ').map((offer) => offer.field);
    expect(fields).toEqual([
      ...Array(2).fill('trigger'),
      ...Array(5).fill('verdict'),
      ...Array(2).fill('storeId'),
      'appId',
    ]);
  });

  it('offers what is named like the text first, and the text itself last', () => {
    expect(suggest(choices, 'order').map((offer) => offer.label)).toEqual([
      'Order Created',
      'Order Updated',
      'Orders sync',
      'order',
    ]);
  });

  it('offers the resource id first when the text has a number', () => {
    expect(suggest(choices, '250')[0]).toMatchObject({ field: 'resource', value: '250' });
  });

  it.each(['%', '_', '"', "' OR 1=1", '(', '[a-z', '\\', 'NOT id:*'])(
    'takes %s literally',
    (text) => {
      const offer = suggest(choices, text).at(-1);
      expect(offer).toMatchObject({ field: 'resource', value: text });
      const filter = take({}, offer ?? { field: 'resource', value: '' });
      expect(queryOf(filter).resource).toBe(text);
      expect(matches(filter, row(1))).toBe(false);
      expect(matches(filter, row(1, { resource: `Order a${text}b` }))).toBe(true);
    },
  );

  it('shows every field of a filter as a chip, by name where it is known', () => {
    const filter = { resource: '250', storeId: 8, trigger: 'gone' };
    expect(chips(filter, choices).map((chip) => chip.label)).toEqual([
      'gone',
      'Lumen & Oak',
      '250',
    ]);
    expect(chips({ storeId: 8 }, NO_CHOICES)[0]?.label).toBe('8');
  });

  it('holds one value a field', () => {
    const filter = take({ storeId: 7 }, { field: 'storeId', value: 8 });
    expect(filter).toEqual({ storeId: 8 });
    expect(sameFilter(withoutField(filter, 'storeId'), {})).toBe(true);
  });
});

describe('a row of the live tail', () => {
  it('passes by the id of its resource, not by the word before it', () => {
    expect(matches({ resource: '25' }, row(250))).toBe(true);
    expect(matches({ resource: 'order' }, row(250))).toBe(false);
    expect(matches({ resource: 'ABC' }, row(1, { resource: 'Cart 9abc-1' }))).toBe(true);
  });

  it('passes only when every field holds', () => {
    const filter = { appId: 1, storeId: 1, trigger: 'order_created', verdict: 'verified' } as const;
    expect(matches(filter, row(1))).toBe(true);
    expect(matches(filter, row(1, { appId: 2 }))).toBe(false);
    expect(matches(filter, row(1, { triggerId: null }))).toBe(false);
  });
});

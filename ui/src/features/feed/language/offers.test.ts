import { describe, expect, it } from 'vitest';
import { excludes, wants } from '../model/filter';
import { NO_CHOICES } from './choices';
import { offers } from './offers';

const choices = {
  ...NO_CHOICES,
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
const reading = { choices, now: 1_000_000_000 };
const labels = (typed: string) => offers(typed, reading).map(({ label }) => label);
const groups = (typed: string) => [...new Set(offers(typed, reading).map(({ group }) => group))];

describe('what the filter box offers', () => {
  it('is fields first, with an example of each, then what was used, then names', () => {
    const recent = [[wants({ field: 'text', value: 'paid' })]];
    const all = offers(' ', reading, recent);
    expect([...new Set(all.map(({ group }) => group))]).toEqual([
      ...['Filter by', 'Recent', 'Trigger', 'Is', 'Store', 'App', 'Resource'],
    ]);
    expect(all[0]).toMatchObject({ label: 'trigger:', note: 'trigger:"Order Created"' });
    expect(all.find(({ group }) => group === 'Recent')).toMatchObject({
      label: 'Contains “paid”',
      taking: { kind: 'apply', filter: recent[0] },
    });
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });

  it('is the text itself before anything that is named like it', () => {
    expect(labels('order')).toEqual([
      ...['Contains “order”', 'Order Created', 'Order Updated', 'Orders sync', 'Order'],
    ]);
  });

  it('is the exact id too, for what may be one', () => {
    expect(groups('250')).toEqual(['As typed', 'Id']);
    expect(groups('two words 2')).toEqual(['As typed']);
  });

  it('is the field whose name begins so', () => {
    const [, field] = offers('-sto', reading);
    expect(field).toMatchObject({ label: '-store:', taking: { kind: 'put', text: '-store:' } });
  });

  it('is only that field’s values after its name', () => {
    expect(labels('store:')).toEqual(['Northwind Outdoor', 'Lumen & Oak']);
    expect(labels('store:lum')).toEqual(['Lumen & Oak']);
    expect(labels('store:"Lumen &')).toEqual(['Lumen & Oak']);
    expect(labels('store:g5c')).toEqual(['Northwind Outdoor']);
    expect(labels('store:nowhere')).toEqual([]);
    expect(groups('is:')).toEqual(['Is']);
  });

  it('keeps what was typed before the value, and leaves what it cannot read in the box', () => {
    const [offer] = offers('paid after:soon NOT store:lum', reading);
    expect(offer?.taking).toEqual({
      kind: 'add',
      conditions: [wants({ field: 'text', value: 'paid' }), excludes({ field: 'store', value: 8 })],
      rest: 'after:soon',
    });
  });

  it('is the times people mean after a limit', () => {
    expect(labels('after:')).toEqual(['today', 'yesterday', '1h', '24h', '7d']);
    expect(offers('before:1h', reading)[0]?.taking).toMatchObject({
      conditions: [wants({ field: 'before', value: reading.now - 3_600_000 })],
    });
  });

  it('is nothing for a value that cannot be understood', () => {
    expect(offers('after:soonish', reading)).toEqual([]);
    expect(offers('id:', reading)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { input } from '../mock/build';
import { createOrder, listOrders } from '../mock/orders';
import { createRefund, httpRequest } from '../mock/others';
import { blankItem, item, type DraftList } from './draft';
import { Fill } from './fill.svelte';
import { arrange, placeName } from './parts';
import { read } from './read';
import { write } from './write';

const written = (fill: Fill) => JSON.parse(fill.written.text) as unknown;

describe('what is typed', () => {
  it('is sent as it was typed: an amount keeps its digits, what is empty stays away', () => {
    const fill = new Fill(listOrders);
    fill.draft.fields['min_total'] = '10.10';
    fill.draft.fields['email'] = '  ';
    expect(fill.written).toEqual({ text: '{"min_total":"10.10"}', broken: [] });
  });

  it('comes back the same from an example', () => {
    for (const form of [createOrder, createRefund, listOrders, httpRequest]) {
      const fill = new Fill(form);
      fill.fill(form.example);
      const texts = (_: string, value: unknown) =>
        typeof value === 'number' ? String(value) : value;
      expect(written(fill)).toEqual(JSON.parse(form.example, texts));
    }
  });

  it('is put back after an example took its place', () => {
    const fill = new Fill(createRefund);
    fill.fill(createRefund.example);
    expect(fill.before).toBeNull();
    fill.put('order_id', '250');
    fill.fill('{}');
    expect([fill.empty, fill.before === null]).toEqual([true, false]);
    fill.putBack();
    expect(written(fill)).toMatchObject({ order_id: '250' });
    fill.put('order_id', '251');
    expect([written(fill), fill.before]).toMatchObject([{ order_id: '251' }, null]);
  });

  it('keeps the digits of a long id', () => {
    const inputs = [input('order_id', 'Order', 'id'), input('body', 'Body', 'json')];
    const draft = read(inputs, '{"order_id":12345678901234567890,"body":{"n":1.10}}');
    expect(write(inputs, draft).text).toContain('"order_id":"12345678901234567890"');
    expect(write(inputs, draft).text).toContain('1.10');
  });

  it('is one of a group only, and the other is kept for a change of mind', () => {
    const fill = new Fill(createRefund);
    fill.draft.fields['tax_adjustment_amount'] = '2.50';
    expect(written(fill)).toEqual({});
    fill.draft.ways['what'] = 'tax_adjustment_amount';
    expect(written(fill)).toEqual({ tax_adjustment_amount: '2.50' });
  });

  it('keeps the key of an item when another is put before it', () => {
    const fill = new Fill(createRefund);
    const list = fill.draft.fields['payments'] as DraftList;
    const [form] = createRefund.inputs.filter(({ id }) => id === 'payments');
    if (!form) throw new Error('no payments');
    const before = list.items[0]?.key;
    list.items.unshift(item(blankItem(form)));
    expect(list.items.map(({ key }) => key).indexOf(before ?? 0)).toBe(1);
  });

  it('tells where JSON breaks, and sends the rest', () => {
    const fill = new Fill(httpRequest);
    fill.draft.fields['path'] = '/v2/orders';
    fill.draft.fields['body'] = '{"a": }';
    expect(written(fill)).toEqual({ path: '/v2/orders' });
    expect(fill.faults).toEqual([
      {
        place: 'body',
        words: 'The JSON breaks at line 1, column 7: expected a value',
        missing: false,
      },
    ]);
  });
});

describe('what is wrong', () => {
  const missing = { place: 'order_id', words: 'Required', missing: true };
  const wrong = { place: 'items/0/quantity', words: 'A whole number is needed', missing: false };

  it('is told where the user typed, and everywhere once a run was tried', () => {
    const fill = new Fill(createRefund);
    fill.found = [missing, wrong];
    expect(fill.faultAt(wrong.place, 'items/#1/quantity')).toBeUndefined();
    fill.touch('items/#1/quantity');
    expect(fill.faultAt(wrong.place, 'items/#1/quantity')).toBe(wrong);
    expect([fill.faultAt('order_id', 'order_id'), fill.told]).toEqual([undefined, [wrong]]);
    fill.tried = true;
    expect([fill.faultAt('order_id', 'order_id'), fill.told.length]).toEqual([missing, 2]);
  });

  it('is forgotten when the form is filled in anew', () => {
    const fill = new Fill(createRefund);
    fill.found = [wrong];
    fill.tried = true;
    fill.fill(createRefund.example);
    expect([fill.tried, fill.faults]).toEqual([false, []]);
  });

  it('has a name a person knows', () => {
    expect(placeName(createRefund.inputs, 'items/0/quantity')).toBe('Items 1, Quantity');
    expect(placeName(createRefund.inputs, 'payments/2/amount')).toBe('Payments 3, Amount');
    expect(placeName(createRefund.inputs, 'odd')).toBe('odd');
  });
});

describe('the order of a form', () => {
  it('is what is needed, what is usual, and the rest', () => {
    const { shown, more } = arrange(createRefund.inputs);
    expect(shown.map(({ inputs }) => inputs.map(({ id }) => id))).toEqual([
      ['order_id'],
      ['items', 'tax_adjustment_amount'],
      ['payments'],
    ]);
    expect(more).toEqual([]);
    const orders = arrange(listOrders.inputs);
    expect(orders.more.map(({ id }) => id)).toContain('page');
    expect(orders.shown.map(({ id }) => id)).toContain('status_id');
  });
});

describe('a value from elsewhere', () => {
  it('is put in an input of one line, and in no other', () => {
    const fill = new Fill(createRefund);
    fill.put('order_id', '118');
    fill.put('items', '118');
    fill.put('odd', '118');
    expect(written(fill)).toEqual({ order_id: '118' });
  });
});

import { describe, expect, it } from 'vitest';
import { excludes, wants } from '../model/filter';
import type { Choices } from './choices';
import { parse } from './parse';
import { typedValue } from './tokens';
import { timeOf } from './when';

const choices: Choices = {
  apps: [{ id: 1, name: 'Orders sync' }],
  stores: [
    { id: 7, name: 'Northwind Outdoor', note: 'g5cd38' },
    { id: 8, name: 'Lumen & Oak', note: 'k2m9qa' },
    { id: 9, name: 'Lumen & Oak', note: 'zz41' },
    { id: 10, name: 'Northwind Trade', note: 'nt0001' },
  ],
  triggers: [
    { id: 'order_created', name: 'Order Created', note: 'store/order/created' },
    { id: 'order_updated', name: 'Order Updated', note: 'store/order/updated' },
  ],
  labels: ['to check'],
};
const now = new Date(2026, 10, 22, 15, 20).getTime();
const read = (text: string) => parse(text, { choices, now });
const text = (value: string) => wants({ field: 'text', value });
const created = { field: 'trigger', value: 'order_created' } as const;

describe('typed text', () => {
  it.each([
    ['order 250', 'order 250'],
    ['  two  spaces ', 'two  spaces'],
    ['100%', '100%'],
    ['a_b', 'a_b'],
    ['a:b', 'a:b'],
    ['colour:red', 'colour:red'],
    ['https://x.example/a?b=c', 'https://x.example/a?b=c'],
    ['"', '"'],
    ['""', '""'],
    ['5" pipe', '5" pipe'],
    ['say "hi', 'say "hi'],
    ['"status_id":11', '"status_id":11'],
    ['{"id": 250, "a": "b"}', '{"id": 250, "a": "b"}'],
    ['-250', '-250'],
    ['NOT here', 'NOT here'],
    ['NOT', 'NOT'],
    ['a OR b AND (c', 'a OR b AND (c'],
    ["' OR 1=1 --", "' OR 1=1 --"],
    ['[a-z', '[a-z'],
    ['\\', '\\'],
    ['*', '*'],
    ['id: 250', 'id: 250'],
    ['xid:250', 'xid:250'],
    ['😀 naïve', '😀 naïve'],
  ])('%s is literal', (typed, value) => {
    expect(read(typed)).toEqual({ conditions: [text(value)], problems: [] });
  });

  it.each([
    ['"two  spaces "', 'two  spaces '],
    ['"trigger:order_created"', 'trigger:order_created'],
    ['"id:"', 'id:'],
    [String.raw`"say \"hi\""`, 'say "hi"'],
    [String.raw`"C:\new"`, String.raw`C:\new`],
    ['text:"store:x"', 'store:x'],
    ['text:"foo', '"foo'],
    ['TEXT:Foo', 'Foo'],
  ])('%s means it without its quotes', (typed, value) => {
    expect(read(typed)).toEqual({ conditions: [text(value)], problems: [] });
  });

  it('of nothing means nothing', () => {
    expect(read('  ')).toEqual({ conditions: [], problems: [] });
  });
});

describe('typed fields', () => {
  it.each([
    ['trigger:order_created', [wants(created)]],
    ['Trigger:"order CREATED"', [wants(created)]],
    ['trigger:store/order/created', [wants(created)]],
    ['-trigger:order_created', [excludes(created)]],
    ['NOT trigger:order_created', [excludes(created)]],
    ['store:g5cd38', [wants({ field: 'store', value: 7 })]],
    ['store:"northwind outdoor"', [wants({ field: 'store', value: 7 })]],
    ['store:trade', [wants({ field: 'store', value: 10 })]],
    ['app:1', [wants({ field: 'app', value: 1 })]],
    ['resource:Cart', [wants({ field: 'resource', value: 'cart' })]],
    ['id:0250', [wants({ field: 'id', value: '0250' })]],
    ['is:stale', [wants({ field: 'is', value: 'stale' })]],
    ['is:late', [wants({ field: 'is', value: 'stale' })]],
    ['is:byheader', [wants({ field: 'is', value: 'byHeader' })]],
    ['-is:test', [excludes({ field: 'is', value: 'test' })]],
    ['label:"to check"', [wants({ field: 'label', value: 'to check' })]],
    ['label:new', [wants({ field: 'label', value: 'new' })]],
  ])('%s', (typed, conditions) => {
    expect(read(typed)).toEqual({ conditions, problems: [] });
  });

  it('stand beside text, in the order typed', () => {
    expect(read('paid twice -is:test trigger:order_created "a b"').conditions).toEqual([
      text('paid twice'),
      excludes({ field: 'is', value: 'test' }),
      wants(created),
      text('a b'),
    ]);
  });

  it('mean every store of that name', () => {
    expect(read('-store:"lumen & oak"').conditions).toEqual([
      excludes({ field: 'store', value: 8 }),
      excludes({ field: 'store', value: 9 }),
    ]);
  });

  it.each([
    ['store:north', 'Several stores are called like “north”'],
    ['store:nowhere', 'No store is called “nowhere”.'],
    ['trigger:order', 'Several triggers'],
    ['is:odd', 'No mark is called “odd”. There are Verified,'],
    ['after:soon', '“soon” is no time.'],
    ['before:2026-02-30', '“2026-02-30” is no time.'],
    ['store:', 'Type a store right after store:'],
    ['-id: ', 'Type an id right after id:'],
    ['store:""', 'Type a store after store:'],
  ])('%s says what is wrong and keeps it', (typed, problem) => {
    const { conditions, problems } = read(typed);
    expect(conditions).toEqual([]);
    expect(problems).toEqual([{ raw: typed.trim(), problem: expect.stringContaining(problem) }]);
  });

  it('lose nothing when one of several cannot be understood', () => {
    const { conditions, problems } = read('paid NOT store:nowhere is:test');
    expect(conditions).toEqual([text('paid'), wants({ field: 'is', value: 'test' })]);
    expect(problems.map(({ raw }) => raw)).toEqual(['NOT store:nowhere']);
  });
});

describe('a typed time', () => {
  const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

  it.each([
    ['today', at(2026, 10, 22)],
    ['Yesterday', at(2026, 10, 21)],
    ['2h', now - 7_200_000],
    ['30m', now - 1_800_000],
    ['7d', now - 604_800_000],
    ['2026-11-02', at(2026, 10, 2)],
    ['2026-11-02T14:30', at(2026, 10, 2, 14, 30)],
    ['2026-11-02 14:30', at(2026, 10, 2, 14, 30)],
    ['2024-02-29', at(2024, 1, 29)],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['2026-11-02 24:00', undefined],
    ['2026-11-02 10:60', undefined],
    ['h', undefined],
    ['2y', undefined],
    ['', undefined],
  ])('%s', (typed, time) => expect(timeOf(typed, now)).toBe(time));

  it.each(['after:2026-11-02 14:30', 'after:"2026-11-02 14:30"', 'after:2026-11-02T14:30'])(
    '%s is local, and one condition',
    (typed) => {
      const value = at(2026, 10, 2, 14, 30);
      expect(read(typed).conditions).toEqual([wants({ field: 'after', value })]);
    },
  );
});

describe('a value as it is typed', () => {
  it.each(['plain', 'two words', 'a "quote"', String.raw`back\slash and space`])('%s', (value) => {
    expect(read(`text:${typedValue(value)}`).conditions).toEqual([text(value)]);
  });
});

import { expect, it } from 'vitest';
import { conditionWords, fitting, rightOf, takesRight } from '../editor/conditions';
import { durationWords } from '../editor/durations';
import { EVERYTHING } from '../mock/everything';
import { dropPlace } from '../editor/drops';
import { linesOf } from '../model/lines';
import { piecesOf } from './marks';
import { foundPaths, pathsOf } from './paths';
import { listText, valuesOf, wholeOf, wholesOf } from './reading';

const remark = (from: number, to: number) => ({ from, to, words: '', remedy: '' });

it('marks what has a remark, and nothing twice', () => {
  expect(piecesOf('abcdef', [remark(4, 9), remark(1, 3), remark(2, 5)])).toEqual([
    { text: 'a', marked: false },
    { text: 'bc', marked: true },
    { text: 'd', marked: false },
    { text: 'ef', marked: true },
  ]);
});

it('names fields as expressions do', () => {
  const paths = pathsOf({ trigger: { 'odd-name': 1, items: [{ id: 7 }, { id: 8 }] } });
  expect(paths.map(({ path }) => path)).toEqual([
    'trigger',
    'trigger["odd-name"]',
    'trigger.items',
    'trigger.items[0]',
    'trigger.items[0].id',
  ]);
  expect(foundPaths(paths, 'items 7').map(({ path }) => path)).toEqual(['trigger.items[0].id']);
});

it('says a condition in a few words', () => {
  expect(conditionWords(null)).toBe('always');
  expect(conditionWords(EVERYTHING.filter)).toBe(
    'store.hash does not equal practice1 and (trigger.scheduled_at is after 2026-01-01 or {{ trigger.scheduled_at | date("%H") == "08" }})',
  );
  expect(takesRight('exists')).toBe(false);
  expect([fitting('money', 'contains'), fitting('text', 'contains')]).toEqual([
    'greater',
    'contains',
  ]);
  expect([rightOf('a, b', 'one_of'), rightOf('a, b', 'equals')]).toEqual([['a', 'b'], 'a, b']);
});

it('reads what is typed into plain fields', () => {
  expect([wholeOf('12'), wholeOf('1.5'), wholeOf('')]).toEqual([12, undefined, undefined]);
  expect([wholesOf('9, 11'), wholesOf('x'), listText([9, 11])]).toEqual([
    [9, 11],
    undefined,
    '9, 11',
  ]);
  expect(valuesOf('5, PayPal,')).toEqual([5, 'PayPal']);
  expect([durationWords(7_200), durationWords(90), durationWords(60)]).toEqual([
    '2 hours',
    '90 seconds',
    '1 minute',
  ]);
});

it('drops before or behind a step, first in a branch, and never above the filter', () => {
  const lines = linesOf(EVERYTHING);
  const at = (pointer: string, lower: boolean) => {
    const line = lines.find((one) => one.at === pointer);
    return line ? dropPlace(line, lower) : 'no line';
  };
  expect([at('/steps/0', false), at('/steps/0', true)]).toEqual(['/steps/0', '/steps/1']);
  expect(at('/steps/1/do/for_each/steps', true)).toBe('/steps/1/do/for_each/steps/0');
  expect([at('/trigger', true), at('/filter', false), at('/filter', true)]).toEqual([
    null,
    null,
    '/steps/0',
  ]);
});

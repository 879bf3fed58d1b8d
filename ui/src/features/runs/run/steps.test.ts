import { describe, expect, it } from 'vitest';
import { attempt, request, step } from '../mock/build';
import { NO_ANSWER, NO_SCOPE } from '../mock/problems';
import { viewOf } from '../testing';
import { factsOf, hasMore, isOpen, itemOf, ownProblem, shownOf, weightOf } from './steps';

const sent = attempt(request('GET', '/v2/orders/1'), 0);

describe('steps of a timeline', () => {
  it('count the items of the list they are in, from 1', () => {
    expect(itemOf({ place: 'refund' })).toBeNull();
    expect(itemOf({ place: 'each#0/refund' })).toBe(1);
    expect(itemOf({ place: 'each#4/if/inner#1/refund' })).toBe(2);
    expect(itemOf({ place: 'each#4/if/refund' })).toBe(5);
  });

  it('are open where somebody has to look', () => {
    expect(isOpen(step('a', 'If', 0))).toBe(false);
    expect(isOpen(step('a', 'If', 0, { state: 'unknown' }))).toBe(true);
    expect(isOpen(step('a', 'For each', 0, { state: 'failed' }))).toBe(false);
    expect(isOpen(step('a', 'If', 0, { state: 'failed', problem: NO_SCOPE }))).toBe(true);
  });

  it('have more to show, or not', () => {
    expect(hasMore(step('a', 'Wait', 0))).toBe(false);
    expect(hasMore(step('a', 'Get order', 0, { attempts: [sent] }))).toBe(true);
    expect(hasMore(step('a', 'Set values', 0, { output: '{}' }))).toBe(true);
  });

  it('say how long they took, and how often they were tried where that is more than once', () => {
    expect(factsOf(step('a', 'Get order', 0, { attempts: [sent], tookMs: 12 }))).toBe('12 ms');
    expect(factsOf(step('a', 'Get order', 0, { attempts: [sent, sent], tookMs: null }))).toBe(
      '2 attempts',
    );
  });

  it('are shown in order, as many as there is room for, and those that somebody has to see', () => {
    const steps = Array.from({ length: 9 }, (_, at) => step(`each#${at}/fetch`, 'Get order', 0));
    steps[7] = step('each#7/fetch', 'Get order', 0, { state: 'unknown' });
    const places = ({ first, needed }: ReturnType<typeof shownOf>) => [
      first.map(({ place }) => place),
      needed.map(({ place }) => place),
    ];
    expect(places(shownOf(steps, 2))).toEqual([['each#0/fetch', 'each#1/fetch'], ['each#7/fetch']]);
    expect(places(shownOf(steps, 8))[1]).toEqual([]);
  });

  it('say a problem of their own, not that of the run again', () => {
    const failed = step('a', 'If', 0, { problem: NO_SCOPE });
    expect(ownProblem(failed, NO_SCOPE)).toBeNull();
    expect(ownProblem(failed, NO_ANSWER)).toBe(NO_SCOPE);
  });
});

it.each([
  [238, 'bad'],
  [252, 'warn'],
  [5, 'info'],
  [250, null],
  [251, null],
  [248, null],
])('the problem of run %d weighs as much as its state', async (id, weight) => {
  expect(weightOf(await viewOf(id))).toBe(weight);
});

import { describe, expect, it } from 'vitest';
import type { FaultView } from '$lib/ipc';
import { answeredWords, consequence, faultWords, leftWords } from './faultWords';

const fault = (change: Partial<FaultView> = {}): FaultView => ({
  trigger: null,
  store: null,
  status: 500,
  delayS: 0,
  left: null,
  until: 0,
  ...change,
});

describe('a fault in words', () => {
  it.each([
    [{}, 'Patchbay answers 500 to every delivery.'],
    [
      { trigger: 'Order Created', store: 'Northwind' },
      'Patchbay answers 500 to every delivery of Order Created from Northwind.',
    ],
    [{ status: 200, delayS: 10, left: 1 }, 'Patchbay answers 200 after 10 s to the next delivery.'],
    [{ left: 3, store: 'Lumen' }, 'Patchbay answers 500 to the next 3 deliveries from Lumen.'],
  ])('%o', (change, words) => expect(faultWords(fault(change))).toBe(words));

  it('cuts a name nobody could read, unless there is room', () => {
    const store = 'Long '.repeat(20).trim();
    expect(faultWords(fault({ store }))).toMatch(/ from [\w ]{30,39}…$/);
    expect(faultWords(fault({ store }), Infinity)).toContain(store);
  });

  it('counts down to nothing', () => {
    expect(leftWords(600_000, 0)).toBe('10:00');
    expect(leftWords(600_000, 48_001)).toBe('9:12');
    expect(leftWords(5_000, 9_000)).toBe('0:00');
  });

  it('tells failures from late successes', () => {
    expect(consequence(503, 0)).toMatch(/counts it as failed/);
    expect(consequence(204, 0)).toMatch(/as a success/);
    expect(consequence(200, 10)).toMatch(/may stop waiting/);
  });

  it('says what a delivery was answered', () => {
    expect(answeredWords({ status: 500, delayMs: 2_000 })).toBe(
      'Answered 500 after 2 s, as you asked',
    );
    expect(answeredWords({ status: 410, delayMs: 0 })).toBe('Answered 410, as you asked');
  });
});

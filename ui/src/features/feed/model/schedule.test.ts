import { describe, expect, it } from 'vitest';
import type { DeliveryView } from '$lib/ipc';
import { delivery } from '../detail/testing';
import { answerOf, nextOf, placeOnAxis, TRIES, triesOf } from './schedule';
import { nextWords } from './standingWords';

const SECOND = 1_000;

function at(seconds: number, given: Partial<DeliveryView> = {}): DeliveryView {
  return delivery(1, { at: 5_000_000 + seconds * SECOND, ...given });
}

const kinds = (deliveries: DeliveryView[]): string[] =>
  triesOf(deliveries).map(({ standing }) =>
    standing.kind === 'retry' ? `retry ${standing.retry} missed ${standing.missed}` : standing.kind,
  );

describe('deliveries against the schedule', () => {
  it('ends two days after the first try', () => {
    expect(TRIES).toHaveLength(12);
    expect(TRIES.at(-1)).toBe(173_040 * SECOND);
  });

  it('knows every retry, a little late each', () => {
    const deliveries = TRIES.map((ms, retry) => at(ms / SECOND + retry * 4));
    expect(kinds(deliveries)).toEqual([
      'first',
      ...Array.from({ length: 11 }, (_, one) => `retry ${one + 1} missed 0`),
    ]);
    expect(nextOf(triesOf(deliveries))).toEqual({ kind: 'deactivated' });
  });

  it('tells retries from duplicates, replays and tests', () => {
    expect(
      kinds([
        at(0),
        at(1.2),
        at(61),
        at(63),
        at(243),
        at(9_000, { origin: 'replayed' }),
        at(9_100, { origin: 'test' }),
      ]),
    ).toEqual([
      'first',
      'duplicate',
      'retry 1 missed 0',
      'duplicate',
      'retry 2 missed 0',
      'replayed',
      'test',
    ]);
  });

  it('counts tries that never arrived', () => {
    expect(kinds([at(0), at(1_145)])).toEqual(['first', 'retry 4 missed 3']);
    expect(kinds([at(0), at(60), at(1_141)])).toEqual([
      'first',
      'retry 1 missed 0',
      'retry 4 missed 2',
    ]);
  });

  it('claims nothing that does not fit', () => {
    expect(kinds([at(0), at(120)])).toEqual(['first', 'offSchedule']);
    expect(kinds([at(0), at(60, { webhookId: 'msg_2' })])).toEqual(['first', 'otherMessage']);
    expect(kinds([at(0, { origin: 'test' }), at(60)])).toEqual(['test', 'first']);
  });

  it('says what would have come next', () => {
    expect(nextOf(triesOf([at(0), at(61), at(62)]))).toEqual({
      kind: 'retry',
      retry: 2,
      wait: 180 * SECOND,
      at: at(241).at,
    });
    expect(nextOf(triesOf([at(0, { origin: 'test' })]))).toBeNull();
  });
});

describe('what comes after an answer', () => {
  const words = (answer: DeliveryView['answer'], seconds = 0) => {
    const tries = triesOf([at(0), ...(seconds > 0 ? [at(seconds)] : [])]);
    const next = nextOf(tries);
    return next && nextWords(next, String, answer);
  };

  it('is a retry after a failure, and none that must be after a success', () => {
    expect(words({ status: 500, delayMs: 0 })).toBe(
      'Answered 500, it counts as failed: BigCommerce sends retry 1 60 s later, at 5060000.',
    );
    expect(words({ status: 500, delayMs: 0 }, 60)).toMatch(/retry 2 3 min later/);
    expect(words({ status: 200, delayMs: 10_000 })).toMatch(
      /^If 10 s was too late for BigCommerce, it sends retry 1/,
    );
    expect(words(null)).toMatch(/^Had it failed/);
  });

  it('is the end of the hook after the last try', () => {
    const last = (TRIES.at(-1) ?? 0) / SECOND;
    expect(words({ status: 503, delayMs: 0 }, last)).toMatch(/deactivate the hook\.$/);
    expect(words({ status: 200, delayMs: 5_000 }, last)).toMatch(/it deactivates the hook\.$/);
  });

  it('is that of the latest try of BigCommerce’s own', () => {
    const answer = { status: 429, delayMs: 0 };
    const tries = triesOf([at(0, { answer }), at(9_000, { origin: 'replayed' })]);
    expect(answerOf(tries)).toEqual(answer);
    expect(answerOf(triesOf([at(0, { origin: 'test', answer })]))).toBeNull();
  });
});

describe('the axis', () => {
  it('begins at 0, ends at 1, and keeps the order', () => {
    const places = TRIES.map((ms) => placeOnAxis(ms, 173_040 * SECOND));
    expect(places[0]).toBe(0);
    expect(places.at(-1)).toBe(1);
    expect(places.every((place, one) => one === 0 || place > (places[one - 1] ?? 1))).toBe(true);
    expect(placeOnAxis(9e12, 173_040 * SECOND)).toBe(1);
  });
});

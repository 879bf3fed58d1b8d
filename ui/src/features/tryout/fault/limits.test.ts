import { describe, expect, it } from 'vitest';
import { OTHER, wrongOf } from './limits';

const typed = { status: '502', delay: '0', minutes: '10', times: '3' };
const wrong = (
  change: Partial<typeof typed>,
  chosen = 500,
  lasting: 'minutes' | 'times' = 'minutes',
) =>
  Object.entries(wrongOf({ ...typed, ...change }, chosen, lasting))
    .filter(([, words]) => words !== undefined)
    .map(([term]) => term);

describe('the numbers of a fault', () => {
  it.each([
    [{ delay: '31' }, ['delay']],
    [{ delay: '-1' }, ['delay']],
    [{ delay: '' }, ['delay']],
    [{ minutes: '0' }, ['minutes']],
    [{ minutes: '61' }, ['minutes']],
    [{ minutes: '1.5' }, ['minutes']],
    [{ minutes: '60', delay: '30' }, []],
  ])('%o: wrong are %o', (change, terms) => expect(wrong(change)).toEqual(terms));

  it('count only where they are asked for', () => {
    expect(wrong({ status: '600' })).toEqual([]);
    expect(wrong({ status: '600' }, OTHER)).toEqual(['status']);
    expect(wrong({ status: '199' }, OTHER)).toEqual(['status']);
    expect(wrong({ minutes: '' }, 500, 'times')).toEqual([]);
    expect(wrong({ times: '0' }, 500, 'times')).toEqual(['times']);
  });

  it('make no fault of a 200 at once', () => {
    expect(wrong({}, 200)).toEqual(['delay']);
    expect(wrong({ status: '200' }, OTHER)).toEqual(['delay']);
    expect(wrong({ delay: '5' }, 200)).toEqual([]);
  });
});

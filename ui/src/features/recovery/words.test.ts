import { describe, expect, it } from 'vitest';
import { failedGap, openGap, sleptGap } from './mock';
import { foundCount, lostWords, progressWords, storyOf, titleOf } from './words';

const NOON = new Date(2026, 10, 22, 12).getTime();

describe('the words of a gap', () => {
  it('tell what was recovered, when it was missed and what is lost', () => {
    const gap = sleptGap(NOON);
    expect(foundCount(gap)).toBe(3_618);
    expect(titleOf(gap)).toBe('3,618 events did not arrive and were recovered');
    expect(storyOf(gap, NOON)).toBe(
      'While this machine slept, 04:00 – 10:00 (6 h): 3,000 Order Created, 218 Order Updated and 400 Refund Created.',
    );
    expect(lostWords(gap)).toMatch(/^Cart Updated of that time cannot be recovered\. BigCommerce/);
  });

  it('are calm when nothing was missed', () => {
    const gap = { ...sleptGap(NOON), found: [], lost: [], from: null, to: null };
    expect(titleOf(gap)).toBe('Nothing was missed');
    expect(storyOf({ ...gap, cause: 'asked' }, NOON)).toBe(
      'When you asked: nothing that had not arrived.',
    );
    expect(lostWords(gap)).toBe('');
  });

  it('tell how far the search is', () => {
    expect(progressWords(openGap(NOON))).toBe(
      '3 of 12 stores, 750 entries read, 412 events found so far',
    );
    const one = { ...openGap(NOON), stores: 1, read: 1, found: [] };
    expect(progressWords(one)).toBe('1 entry read, 0 events found so far');
  });

  it('say that something is left to do', () => {
    expect(titleOf(failedGap(NOON))).toBe('Not all that was missed could be looked for');
    const single = { ...sleptGap(NOON), found: [{ trigger: 'Order Created', events: 1 }] };
    expect(titleOf(single)).toBe('1 event did not arrive and was recovered');
  });
});

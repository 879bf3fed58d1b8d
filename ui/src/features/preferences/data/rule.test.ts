import { describe, expect, it } from 'vitest';
import { EVERYTHING, inWords, ruleOf, sameRule, typedOf, wrong } from './rule';

describe('what is kept', () => {
  it('is everything when nothing is typed', () => {
    expect(ruleOf({ days: ' ', events: '', megabytes: '' }, false)).toEqual(EVERYTHING);
    expect(inWords(EVERYTHING)).toBe('Everything');
  });

  it('comes back as it was typed', () => {
    const rule = { days: 90, events: 10_000, megabytes: 500, markedToo: true };
    expect(ruleOf(typedOf(rule), true)).toEqual(rule);
    expect(inWords(rule)).toBe('90 days · newest 10,000 · 500 MB');
  });

  it('takes numbers as people write them', () => {
    expect(ruleOf({ days: '1', events: '1,000 000', megabytes: '' }, false)).toEqual({
      ...EVERYTHING,
      days: 1,
      events: 1_000_000,
    });
  });

  it.each(['0', '-3', 'a week', '99999999999'])('refuses %s days', (typed) => {
    expect(wrong('days', typed)).toContain('whole number');
    expect(ruleOf({ days: typed, events: '', megabytes: '' }, false)).toBeNull();
  });

  it('differs by its marks too', () => {
    expect(sameRule(EVERYTHING, { ...EVERYTHING })).toBe(true);
    expect(sameRule(EVERYTHING, { ...EVERYTHING, markedToo: true })).toBe(false);
  });
});

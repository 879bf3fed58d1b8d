import { describe, expect, it } from 'vitest';
import { type FeedFilter, wants } from '../model/filter';
import { KEPT, recentFilters, rememberFilter } from './recents';

const contains = (...values: string[]): FeedFilter =>
  values.map((value) => wants({ field: 'text', value }));

describe('the filters used last', () => {
  it('are the newest first, each once, and never more than eight', () => {
    for (let at = 0; at < 20; at += 1) rememberFilter(contains(`t${at}`));
    rememberFilter(contains('t15'));
    const recent = recentFilters();
    expect(recent).toHaveLength(KEPT);
    expect(recent.slice(0, 2)).toEqual([contains('t15'), contains('t19')]);
  });

  it('count narrowing step by step as one', () => {
    rememberFilter(contains('a'));
    rememberFilter(contains('a', 'b'));
    rememberFilter(contains('a', 'b', 'c'));
    expect(recentFilters()).toEqual([contains('a', 'b', 'c')]);
  });

  it('forget the filter that lets everything through', () => {
    rememberFilter([]);
    expect(recentFilters()).toEqual([]);
  });

  it.each([
    'nonsense',
    '{}',
    '[[]]',
    '[[{"not":false}]]',
    '[[{"not":false,"term":{"field":"is","value":"odd"}}]]',
    '[[{"not":false,"term":{"field":"store","value":"7"}}]]',
    '[null, 3]',
  ])('are none in %s', (kept) => {
    localStorage.setItem('patchbay.feed.recent', kept);
    expect(recentFilters()).toEqual([]);
  });
});

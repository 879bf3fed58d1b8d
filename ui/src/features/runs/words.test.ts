import { expect, it } from 'vitest';
import { row } from './mock/build';
import { cameOf, nextWords, standingOf, tookWords, versionWords } from './words';

it.each([
  [7, '7 ms'],
  [1_440, '1.4 s'],
  [60_000, '1 min'],
  [185_000, '3 min 5 s'],
  [7_440_000, '2 h 4 min'],
  [266_400_000, '3 d 2 h'],
])('%d ms are %s', (ms, words) => expect(tookWords(ms)).toBe(words));

it.each([
  [null, null],
  [1_000, 'Goes on now'],
  [43_500, 'Goes on in 43 s'],
  [251_000, 'Goes on in 4 min 10 s'],
])('a run that goes on at %s', (at, words) => expect(nextWords(at, 1_000)).toBe(words));

it('says what came of a run, unless its state says it', () => {
  expect(cameOf(row(1, 0))).toBe('');
  expect(cameOf(row(1, 0, { state: 'running', words: 'Under way' }))).toBe('');
  expect(cameOf(row(1, 0, { state: 'dead', words: 'It failed' }))).toBe('It failed');
});

it('warns of a run that waits for somebody, not of one that goes on by itself', () => {
  expect(standingOf({ state: 'waiting', nextAt: null }).tone).toBe('warn');
  expect(standingOf({ state: 'waiting', nextAt: 1 }).tone).toBe('quiet');
  expect(standingOf({ state: 'dead', nextAt: 1 }).tone).toBe('bad');
});

it('calls a draft one', () => {
  expect(versionWords({ version: 3 })).toBe('v3');
  expect(versionWords({ version: null })).toBe('Draft');
});

import { describe, expect, it } from 'vitest';
import type { StoreRow } from '$lib/ipc';
import { mockRows, mockStores } from './mock';
import { countdown } from './page/countdown';
import { attentionWords, isLapsing, lapseWords, NOTES } from './words';

const NOW = 1_790_000_000_000;
const DAY = 86_400_000;
const [row] = mockRows(mockStores()) as [StoreRow];

describe('the words of the stores', () => {
  it('say when a hook lapses, from 14 days before', () => {
    expect(isLapsing(NOW + 15 * DAY, NOW)).toBe(false);
    expect(isLapsing(NOW + 14 * DAY, NOW)).toBe(true);
    expect(lapseWords(NOW + 9.5 * DAY, NOW)).toBe('Lapses in 9 days');
    expect(lapseWords(NOW + 1.5 * DAY, NOW)).toBe('Lapses in 1 day');
    expect(lapseWords(NOW + 0.5 * DAY, NOW)).toBe('Lapses today');
    expect(lapseWords(NOW - DAY, NOW)).toBe('Has lapsed');
  });

  it('say how long a block lasts, while it does', () => {
    const blocked = { ...row, attention: { kind: 'blocked' as const, at: NOW + 120_000 } };
    expect(attentionWords(blocked, NOW).words).toBe('Domain blocked, 2 min left');
    expect(attentionWords(blocked, NOW + 120_000).words).toBe('Domain blocked');
    expect(countdown(125_000)).toBe('2:05');
    expect(countdown(-1)).toBe('0:00');
  });

  it('say that a store is well where nothing presses', () => {
    expect(attentionWords({ ...row, attention: null }, NOW)).toMatchObject({ words: 'Connected' });
  });

  it('say what became of a store', () => {
    expect(NOTES.hooksMended('1')).toBe('1 hook was off and made active again');
    expect(NOTES.hooksMended('4')).toBe('4 hooks were off and made active again');
    expect(NOTES.userRemoved('')).toBe('A user lost access to the app');
  });
});

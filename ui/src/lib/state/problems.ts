/** The state of the public address in words. */
import type { AddressState, AddressView } from '$lib/ipc';

/** How bad, and so which colour and icon. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'busy';

/** The states of the public address in words. */
export const ADDRESS_STATES: Record<AddressState, { tone: Tone; words: string }> = {
  off: { tone: 'quiet', words: 'No public address' },
  connecting: { tone: 'busy', words: 'Testing' },
  up: { tone: 'good', words: 'Up' },
  degraded: { tone: 'warn', words: 'Degraded' },
  down: { tone: 'bad', words: 'Down' },
  needsUser: { tone: 'bad', words: 'Needs you' },
};

/** When the public address is tried again by itself, if it is. */
export function nextTryWords({ trying, nextTry, state }: AddressView, now: number): string | null {
  if (trying && state !== 'connecting') return 'Being tried again now.';
  if (nextTry === null) return null;
  const seconds = Math.ceil((nextTry - now) / 1_000);
  return seconds > 1 ? `Tried again in ${seconds} s.` : 'Tried again at once.';
}

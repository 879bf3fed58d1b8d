/** The state of the public address in words. */
import type { AddressState, AddressView } from '$lib/ipc';

/** How bad, and so which colour and icon. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'busy';

/** The states of the public address in words. */
export const ADDRESS_STATES: Record<AddressState, { tone: Tone; words: string }> = {
  off: { tone: 'quiet', words: 'No public address' },
  connecting: { tone: 'busy', words: 'Connecting' },
  up: { tone: 'good', words: 'Up' },
  degraded: { tone: 'warn', words: 'Degraded' },
  down: { tone: 'bad', words: 'Down' },
  needsUser: { tone: 'bad', words: 'Needs you' },
};

/** When the public address is tried again by itself, if it is. `now` must tick by the second. */
export function nextTryWords({ trying, nextTry, state }: AddressView, now: number): string | null {
  if (trying && state !== 'connecting') return 'Trying again now';
  if (nextTry === null) return null;
  const left = Math.ceil((nextTry - now) / 1_000);
  return left > 0 ? `Next try in ${left} s` : 'Trying again now';
}

/** The states of the public address in words. */
import type { AddressState } from '$lib/ipc';

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

/** What is said of a call whose outcome nobody knows. */
import type { CallSettled } from '$lib/ipc';

/** Why, and what follows. */
export const CLEAR =
  'The request was sent, but its answer never came back. If it went through, sending it again does it twice. Patchbay does not send it again by itself.';

/** What the user said of it. */
export const SETTLED: Record<CallSettled, string> = {
  happened: 'It happened, you said',
  didNot: 'It did not happen, you said',
};

/** The words for the states of stores and hooks, with how they are meant. */
import type { HookState, StoreState } from '$lib/ipc';
import type { Tone } from '$lib/state/problems';

/** A state in words. */
export interface StateWords {
  readonly words: string;
  readonly means: string;
  readonly tone: Tone;
}

/** Every state of a store in words. */
export const STORE_STATES: Record<StoreState, StateWords> = {
  connected: { words: 'Connected', means: 'BigCommerce accepts its token.', tone: 'good' },
  held: {
    words: 'Held',
    means: 'It installed the app while nobody was waiting for it. Confirm it, or refuse it.',
    tone: 'warn',
  },
  uninstalled: { words: 'Uninstalled', means: 'Its owner removed the app.', tone: 'quiet' },
  revoked: { words: 'Revoked', means: 'BigCommerce no longer accepts its token.', tone: 'bad' },
};

/** Every state of a hook in words. */
export const HOOK_STATES: Record<HookState, StateWords> = {
  active: { words: 'Active', means: 'BigCommerce sends this trigger.', tone: 'good' },
  inactive: { words: 'Inactive', means: 'BigCommerce has switched it off.', tone: 'bad' },
  missing: { words: 'Not registered', means: 'BigCommerce has no hook for it.', tone: 'warn' },
  failing: {
    words: 'Failing',
    means: 'BigCommerce refused it, or it points elsewhere.',
    tone: 'bad',
  },
};

/** The steps of the set-up: their words, and which one to go on with. */
import { STEPS } from './place';
import type { AppMode, AppView, Step, StepId, StepState } from '$lib/ipc';

/** A step's words. */
export interface StepWords {
  title: string;
  /** What it is for, in a sentence. */
  lead: Record<AppMode, string>;
}

const both = (words: string): Record<AppMode, string> => ({ practice: words, live: words });

export const WORDS: Record<StepId, StepWords> = {
  address: {
    title: 'Public address',
    lead: {
      practice: 'How BigCommerce reaches this machine. In practice it is already here.',
      live: 'BigCommerce calls this machine over HTTPS. Give it an address that leads here.',
    },
  },
  callbacks: {
    title: 'Callback URLs',
    lead: both('Create the app at BigCommerce and tell it where to call you.'),
  },
  scopes: {
    title: 'Permissions & scopes',
    lead: both('What the app may do in a store. Set the same in the developer portal.'),
  },
  credentials: {
    title: 'Credentials',
    lead: both('The Client ID and Client Secret that BigCommerce made for your app.'),
  },
  install: {
    title: 'Install on a store',
    lead: both('A store installs the app, and BigCommerce hands over its token.'),
  },
  triggers: {
    title: 'Triggers',
    lead: both('The hooks on each store, and your first trigger.'),
  },
};

/** How a step's state is said. */
export const STATE_WORDS: Record<StepState, string> = {
  open: 'To do',
  given: 'Given, not yet proved',
  proved: 'Proved',
  failing: 'Failing',
};

/** The step after this one. */
export function after(id: StepId): StepId | null {
  return STEPS[STEPS.indexOf(id) + 1] ?? null;
}

/** The step before this one. */
export function before(id: StepId): StepId | null {
  return STEPS[STEPS.indexOf(id) - 1] ?? null;
}

/** "Step 2 of 6" counts from one. */
export function numberOf(id: StepId): number {
  return STEPS.indexOf(id) + 1;
}

/**
 * The step to go on with. Callbacks stay open until BigCommerce calls, at the first install: once
 * credentials are given they were dealt with, and going on means installing.
 */
export function resumeAt(app: AppView): StepId {
  const given = stepOf(app, 'credentials')?.state !== 'open';
  const called = stepOf(app, 'callbacks')?.state;
  if (app.currentStep === 'callbacks' && called === 'open' && given) {
    return firstUndone(app, ['install', 'triggers']);
  }
  return app.currentStep;
}

function firstUndone(app: AppView, ids: readonly StepId[]): StepId {
  return ids.find((id) => stepOf(app, id)?.state !== 'proved') ?? 'triggers';
}

/** The step of that id. */
export function stepOf(app: AppView, id: StepId): Step | undefined {
  return app.steps.find((step) => step.id === id);
}

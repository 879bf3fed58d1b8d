/** The words for the states of stores and hooks, with how they are meant. */
import { gapWords } from '$lib/format/spans';
import type {
  AttentionKind,
  ExceptionView,
  HookState,
  HookStatus,
  StoreNoteKind,
  StoreRow,
  StoreState,
} from '$lib/ipc';
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

/** Whether BigCommerce tells of deliveries that fail, by the state of the hook for that. */
export const TOLD_STATES: Record<HookState, StateWords> = {
  active: {
    words: 'Told of',
    means: 'BigCommerce tells Patchbay when it cannot deliver by these hooks.',
    tone: 'good',
  },
  inactive: {
    words: 'Not told of',
    means:
      'BigCommerce has switched this hook off. Patchbay makes it active again when it checks the store.',
    tone: 'warn',
  },
  missing: {
    words: 'Not told of yet',
    means: 'BigCommerce has no hook for it. Patchbay makes it when it checks the store.',
    tone: 'quiet',
  },
  failing: {
    words: 'Not told of',
    means: 'BigCommerce refused the hook for it.',
    tone: 'warn',
  },
};

/** Which hook BigCommerce told of, and as what: "Hook 31204577 · code 90001". */
export function toldFacts({ hook, code, host }: ExceptionView): string {
  const facts = [hook && `Hook ${hook}`, code && `code ${code}`, host];
  return facts.filter(Boolean).join(' · ');
}

/** What BigCommerce says that a hook is doing, in words. */
export const HOOK_STATUSES: Record<HookStatus, StateWords> = {
  active: { words: 'Active', means: 'BigCommerce delivers to it.', tone: 'good' },
  inactive: { words: 'Inactive', means: 'Its owner has switched it off.', tone: 'warn' },
  deactivated: {
    words: 'Deactivated',
    means: 'BigCommerce has switched it off: deliveries failed for two days, or 90 days had none.',
    tone: 'bad',
  },
  unknown: {
    words: 'Not documented',
    means: 'BigCommerce names a state of its own.',
    tone: 'quiet',
  },
};

const ATTENTION: Record<
  AttentionKind,
  { tone: Tone; words: (row: StoreRow, now: number) => string }
> = {
  held: { tone: 'warn', words: () => 'Waits for you' },
  revoked: { tone: 'bad', words: () => 'Token refused' },
  down: { tone: 'bad', words: () => 'Not available' },
  problem: { tone: 'bad', words: () => 'In trouble' },
  hooksOff: {
    tone: 'warn',
    words: (row) => `${row.hooksWanted - row.hooksActive} of ${row.hooksWanted} hooks off`,
  },
  blocked: { tone: 'warn', words: (row, now) => `Domain blocked${left(row, now, ', ', ' left')}` },
  lapsing: {
    tone: 'warn',
    words: (row, now) => `Hook ${lapseWords(row.attention?.at ?? now, now).toLowerCase()}`,
  },
  scopesMissing: {
    tone: 'warn',
    words: (row) => `${row.scopesMissing} ${row.scopesMissing === 1 ? 'scope' : 'scopes'} missing`,
  },
};

/** Why somebody should look at a store, in words; of one that needs no attention, that it is connected. */
export function attentionWords(row: StoreRow, now: number): { words: string; tone: Tone } {
  if (!row.attention) return STORE_STATES[row.state];
  const { tone, words } = ATTENTION[row.attention.kind];
  return { tone, words: words(row, now) };
}

const DAY = 86_400_000;

/** Days before a hook lapses from which on it is warned of. */
const WARNED = 14;

/** Whether a hook that lapses then is to be warned of. */
export function isLapsing(at: number, now: number): boolean {
  return at - now <= WARNED * DAY;
}

/** When a hook is switched off for carrying nothing: "Lapses in 9 days". */
export function lapseWords(at: number, now: number): string {
  const days = Math.floor((at - now) / DAY);
  if (days < 0) return 'Has lapsed';
  if (days === 0) return 'Lapses today';
  return `Lapses in ${days} ${days === 1 ? 'day' : 'days'}`;
}

function left({ attention }: StoreRow, now: number, before: string, after: string): string {
  const ms = (attention?.at ?? 0) - now;
  return ms > 0 ? `${before}${gapWords(ms)}${after}` : '';
}

/** What became of a store, in words. The detail is of whom, or from what to what. */
export const NOTES: Record<StoreNoteKind, (detail: string) => string> = {
  consented: (changes) => `Consented again: ${changes}`,
  added: () => 'Added by its API account',
  replaced: () => 'The credentials of its API account were replaced',
  installed: (by) => (by ? `Installed by ${by}` : 'Installed'),
  confirmed: () => 'Confirmed by you',
  uninstalled: () => 'Uninstalled by its owner',
  revoked: () => 'BigCommerce refused its token',
  works: () => 'BigCommerce accepts its token again',
  down: () => 'BigCommerce said that it is not available',
  up: () => 'Available again',
  userRemoved: (who) => `${who || 'A user'} lost access to the app`,
  ownerChanged: (change) => `The owner changed: ${change}`,
  adminChanged: (change) => `The administrator’s address changed: ${change}`,
  planChanged: (change) => `The plan changed: ${change}`,
  statusChanged: (change) => `The store’s status changed: ${change}`,
  hooksMended: (hooks) =>
    `${hooks} ${hooks === '1' ? 'hook was' : 'hooks were'} off and made active again`,
  emailsChanged: (emails) =>
    emails
      ? `BigCommerce writes to ${emails} about hooks`
      : 'BigCommerce writes to nobody about hooks',
};

/** What became of a store that its owner may have to act on: a token may stop working after it. */
export const NOTES_WARN: ReadonlySet<StoreNoteKind> = new Set([
  'ownerChanged',
  'adminChanged',
  'revoked',
  'uninstalled',
  'down',
]);

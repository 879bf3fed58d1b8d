/** Where within an app the page is. */
import type { Hash } from '$frame/routes';
import type { AppKind, StepId } from '$lib/ipc';

/** The steps of the set-up, in order. */
export const STEPS = [
  'address',
  'callbacks',
  'scopes',
  'credentials',
  'install',
  'triggers',
] as const satisfies readonly StepId[];

/** Sections of an app's settings: the steps of its set-up, and three of its own. */
export const SECTIONS = ['general', ...STEPS, 'history', 'delete'] as const;

/** What of it an API account has: nobody installs it, and its scopes were chosen as it was made. */
const OF_ACCOUNT: readonly (typeof SECTIONS)[number][] = [
  'general',
  'address',
  'credentials',
  'triggers',
  'history',
  'delete',
];

/** The sections that an app of this kind has. */
export function sectionsOf(kind: AppKind): readonly Section[] {
  return kind === 'storeAccount' ? OF_ACCOUNT : SECTIONS;
}

/** A section of an app's settings. */
export type Section = (typeof SECTIONS)[number];

/** A step of its set-up, a section of its settings, or whatever is next. */
export type Place =
  { kind: 'any' } | { kind: 'setup'; step: StepId | null } | { kind: 'settings'; section: Section };

/** The place that the parts of a hash name, after `apps` and the id. */
export function placeIn(parts: readonly string[]): Place {
  const [, , kind, part] = parts;
  if (kind === 'setup') return { kind, step: STEPS.find((step) => step === part) ?? null };
  if (kind !== 'settings') return { kind: 'any' };
  return { kind, section: SECTIONS.find((section) => section === part) ?? 'general' };
}

/** The set-up of an app, at a step if one is named. */
export const setupHash = (id: number, step?: StepId): Hash =>
  step ? `#/apps/${id}/setup/${step}` : `#/apps/${id}/setup`;

/** A section of an app's settings. */
export const settingsHash = (id: number, section: Section = 'general'): Hash =>
  `#/apps/${id}/settings/${section}`;

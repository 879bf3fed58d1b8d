/** The value typed for a field, understood, or why it cannot be. */
import type { Term } from '$lib/ipc';
import type { Field } from '../model/filter';
import { called, type Choices, MARK_CHOICES, type Named } from './choices';
import { timeOf, WHEN_EXAMPLES } from './when';

/** Names that a problem lists. */
const MOST = 16;

/** What a value means: terms, alternatives when a name is several things' own; or why it means nothing. */
export type Meaning = { readonly terms: readonly Term[] } | { readonly problem: string };

/** What values are read with. */
export interface Reading {
  readonly choices: Choices;
  /** The time it is, in milliseconds since the epoch. */
  readonly now: number;
}

/** The meaning of a value. */
export function meaningOf(field: Field, typed: string, { choices, now }: Reading): Meaning {
  const value = typed.trim();
  if (value === '') return { problem: `Type ${NOUNS[field]} after ${field}: or choose one.` };
  switch (field) {
    case 'trigger':
      return named(choices.triggers, value, 'trigger', (id) => ({ field, value: id }));
    case 'store':
      return named(choices.stores, value, 'store', (id) => ({ field, value: id }));
    case 'app':
      return named(choices.apps, value, 'app', (id) => ({ field, value: id }));
    case 'is':
      return named(MARK_CHOICES, value, 'mark', (id) => ({ field, value: id }));
    case 'after':
    case 'before':
      return timed(field, value, now);
    case 'resource':
      return { terms: [{ field, value: value.toLowerCase() }] };
    case 'text':
      return { terms: [{ field, value: typed }] };
    default:
      return { terms: [{ field, value }] };
  }
}

/** What belongs after a field, with its article. */
export const NOUNS: Record<Field, string> = {
  trigger: 'a trigger',
  is: 'a mark',
  store: 'a store',
  app: 'an app',
  resource: 'a kind of resource',
  id: 'an id',
  after: 'a time',
  before: 'a time',
  label: 'a label',
  text: 'a text',
};

function named<Id extends string | number>(
  from: readonly Named<Id>[],
  typed: string,
  noun: string,
  term: (id: Id) => Term,
): Meaning {
  const found = called(from, typed);
  const names = new Set(found.map(({ name }) => name));
  if (names.size === 1) return { terms: found.map(({ id }) => term(id)) };
  if (found.length === 0) return { problem: `No ${noun} is called “${typed}”.${among(from)}` };
  return { problem: `Several ${noun}s are called like “${typed}”: ${listed([...names])}.` };
}

function among(from: readonly Named<string | number>[]): string {
  if (from.length === 0 || from.length > MOST) return '';
  return ` There are ${listed(from.map(({ name }) => name))}.`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST);
  return shown.length < names.length ? `${shown.join(', ')} and more` : shown.join(', ');
}

function timed(field: 'after' | 'before', typed: string, now: number): Meaning {
  const value = timeOf(typed, now);
  if (value !== undefined) return { terms: [{ field, value }] };
  return { problem: `“${typed}” is no time. Type ${WHEN_EXAMPLES}.` };
}

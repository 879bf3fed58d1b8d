/** The values of the fields that have a list of them. */
import type { Term } from '$lib/ipc';
import type { Field } from '../model/filter';
import { type Choices, MARK_CHOICES, type Named, offered, RESOURCES } from './choices';

/** Fields whose values are chosen from a list. */
export const CHOSEN = ['trigger', 'is', 'store', 'app', 'resource', 'label'] as const;

/** A field whose values are chosen from a list. */
export type ChosenField = Extract<Field, (typeof CHOSEN)[number]>;

/** A value that can be chosen. */
export interface Candidate {
  readonly term: Term;
  readonly name: string;
  readonly note: string;
}

/** A field's values that a text may become, best first. */
export function candidates(field: ChosenField, text: string, choices: Choices): Candidate[] {
  switch (field) {
    case 'trigger':
      return named(choices.triggers, text, (value) => ({ field, value }));
    case 'store':
      return named(choices.stores, text, (value) => ({ field, value }));
    case 'app':
      return named(choices.apps, text, (value) => ({ field, value }));
    case 'is':
      return named(MARK_CHOICES, text, (value) => ({ field, value }));
    case 'resource':
      return named(RESOURCES, text, (value) => ({ field, value }));
    case 'label':
      return named(labels(choices), text, (value) => ({ field, value }));
  }
}

function labels(choices: Choices): Named<string>[] {
  return choices.labels.map((label) => ({ id: label, name: label }));
}

function named<Id extends string | number>(
  from: readonly Named<Id>[],
  text: string,
  term: (id: Id) => Term,
): Candidate[] {
  return offered(from, text).map(({ id, name, note = '' }) => ({ term: term(id), name, note }));
}

/** Conditions in words: on chips, in menus, for screen readers. */
import type { Condition, Term } from '$lib/ipc';
import { locale } from '$lib/format/locale';
import type { Field, FeedFilter } from '../model/filter';
import { MARKS } from '../model/words';
import { type Choices, type Named, RESOURCES } from './choices';

/** The name of each field, on chips and over groups. */
export const FIELD_NAMES: Record<Field, string> = {
  trigger: 'Trigger',
  is: 'Is',
  store: 'Store',
  app: 'App',
  resource: 'Resource',
  id: 'Id',
  after: 'After',
  before: 'Before',
  label: 'Label',
  text: 'Contains',
};

const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });

/** A term's value in words. */
export function valueWords(term: Term, choices: Choices): string {
  switch (term.field) {
    case 'trigger':
      return nameIn(choices.triggers, term.value);
    case 'store':
      return nameIn(choices.stores, term.value);
    case 'app':
      return nameIn(choices.apps, term.value);
    case 'resource':
      return nameIn(RESOURCES, term.value);
    case 'is':
      return MARKS[term.value].word;
    case 'after':
    case 'before':
      return timeWords(term.value);
    default:
      return term.value;
  }
}

/** A condition in words: "Trigger Order Created", "not Is Test". */
export function conditionWords({ not, term }: Condition, choices: Choices): string {
  return `${not ? 'not ' : ''}${FIELD_NAMES[term.field]} ${quoted(term, choices)}`;
}

/** A filter in words. */
export function filterWords(filter: FeedFilter, choices: Choices): string {
  return filter.map((condition) => conditionWords(condition, choices)).join(', ');
}

/** Why a filter of this condition alone finds nothing: "No event has the trigger Order Created." */
export function exclusionWords({ not, term }: Condition, choices: Choices): string {
  const words = quoted(term, choices);
  return `${not ? 'Every event' : 'No event'} ${VERBS[term.field]} ${words}.`;
}

const VERBS: Record<Field, string> = {
  trigger: 'has the trigger',
  is: 'is marked',
  store: 'comes from the store',
  app: 'belongs to the app',
  resource: 'is about the resource',
  id: 'has exactly the id',
  after: 'arrived after',
  before: 'arrived before',
  label: 'has the label',
  text: 'contains',
};

function quoted(term: Term, choices: Choices): string {
  const words = valueWords(term, choices);
  return term.field === 'text' ? `“${words}”` : words;
}

function nameIn<Id>(from: readonly Named<Id>[], id: Id): string {
  return from.find((one) => one.id === id)?.name ?? String(id);
}

function timeWords(at: number): string {
  const time = new Date(at);
  return (time.getHours() + time.getMinutes() === 0 ? day : minute).format(at);
}

/** What the filter box offers for what was typed, and the chips it shows. Any text is literal. */
import type { FeedFilter, FilterField } from './filter';
import { VERDICT_ORDER, VERDICTS } from './words';

/** Something that can be chosen by name. */
export interface Named<Id> {
  readonly id: Id;
  readonly name: string;
  /** What tells two of the same name apart. */
  readonly note?: string;
}

/** What there is to choose from. */
export interface Choices {
  readonly apps: readonly Named<number>[];
  readonly stores: readonly Named<number>[];
  readonly triggers: readonly Named<string>[];
}

/** No choices yet. */
export const NO_CHOICES: Choices = { apps: [], stores: [], triggers: [] };

/** A field with its value. */
export interface FieldValue {
  readonly field: FilterField;
  readonly value: string | number;
}

/** One offer of the filter box. */
export interface Suggestion extends FieldValue {
  readonly label: string;
  readonly note: string;
}

/** The name of each field, on chips and over groups. */
export const FIELD_NAMES: Record<FilterField, string> = {
  trigger: 'Trigger',
  verdict: 'Verdict',
  storeId: 'Store',
  resource: 'Resource id',
  appId: 'App',
};

const MENU_ORDER: readonly FilterField[] = ['trigger', 'verdict', 'storeId', 'appId'];

/** The offers for a text: everything when it is empty. */
export function suggest(choices: Choices, typed: string): Suggestion[] {
  const text = typed.trim();
  const named = MENU_ORDER.flatMap((field) => offers(field, choices)).filter((offer) =>
    found(offer, text),
  );
  if (text === '') return named;
  const literal: Suggestion = { field: 'resource', value: text, label: text, note: '' };
  return /\d/.test(text) ? [literal, ...named] : [...named, literal];
}

/** The filter with an offer taken. */
export function take(filter: FeedFilter, { field, value }: FieldValue): FeedFilter {
  return { ...filter, [field]: value };
}

/** The filter's fields as chips, in the order of the menu. */
export function chips(filter: FeedFilter, choices: Choices): Suggestion[] {
  return ([...MENU_ORDER, 'resource'] as const).flatMap((field) => {
    const value = filter[field];
    if (value === undefined) return [];
    const offer = offers(field, choices).find((candidate) => candidate.value === value);
    return [offer ?? { field, value, label: String(value), note: '' }];
  });
}

function offers(field: FilterField, choices: Choices): Suggestion[] {
  if (field === 'verdict') {
    return VERDICT_ORDER.map((id) => ({
      field,
      value: id,
      label: VERDICTS[id].word,
      note: VERDICTS[id].means,
    }));
  }
  if (field === 'trigger') return named(field, choices.triggers);
  if (field === 'storeId') return named(field, choices.stores);
  return field === 'appId' ? named(field, choices.apps) : [];
}

function named(field: FilterField, from: readonly Named<string | number>[]): Suggestion[] {
  return from.map(({ id, name, note = '' }) => ({ field, value: id, label: name, note }));
}

/** A field's name brings all of it; part of a label brings that one. */
function found(offer: Suggestion, typed: string): boolean {
  const text = typed.toLowerCase();
  const field = FIELD_NAMES[offer.field].toLowerCase();
  return offer.label.toLowerCase().includes(text) || (text.length > 2 && field.startsWith(text));
}

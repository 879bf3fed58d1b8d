/** What the filter box offers for what was typed so far. */
import type { Condition, Term } from '$lib/ipc';
import { type FeedFilter, type Field, wants } from '../model/filter';
import { candidates, CHOSEN, type ChosenField } from './candidates';
import { examplesOf } from './examples';
import { parse } from './parse';
import { conditionWords, FIELD_NAMES, filterWords } from './phrases';
import { FIELDS } from './tokens';
import type { Reading } from './values';
import { timeOf } from './when';

/** What taking an offer does. */
export type Taking =
  /** Puts text into the box, to go on typing. */
  | { readonly kind: 'put'; readonly text: string }
  /** Adds conditions; `rest` stays in the box. */
  | { readonly kind: 'add'; readonly conditions: readonly Condition[]; readonly rest: string }
  /** Puts a whole filter in the place of the present one. */
  | { readonly kind: 'apply'; readonly filter: FeedFilter };

/** One offer of the filter box. */
export interface Offer {
  /** Tells it from the others. */
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly note: string;
  readonly taking: Taking;
}

const FEW = 6;
const MANY = 40;
const RECENT_TIMES = ['today', 'yesterday', '1h', '24h', '7d'];
const BEING_TYPED = new RegExp(`(?:^|\\s)(NOT\\s+|-)?(${FIELDS.join('|')}):("[^"]*"?|\\S*)$`, 'i');

/** The offers for a text: fields, recent filters and everything by name when it is empty. */
export function offers(
  typed: string,
  reading: Reading,
  recent: readonly FeedFilter[] = [],
): Offer[] {
  if (typed.trim() === '')
    return [...fields('', reading), ...recents(recent, reading), ...byName('', reading)];
  const match = BEING_TYPED.exec(typed);
  return match ? ofField(typed, match, reading) : ofText(typed, reading);
}

function ofText(typed: string, reading: Reading): Offer[] {
  const text = typed.trim();
  const read = asTyped(typed, reading);
  if (read.length === 0 || !isLiteral(typed, reading)) return read;
  return [...read, ...asId(text, reading), ...fields(text, reading), ...byName(text, reading)];
}

function ofField(typed: string, match: RegExpExecArray, reading: Reading): Offer[] {
  const [, negation, name = '', value = ''] = match;
  const field = FIELDS.find((one) => one === name.toLowerCase()) ?? 'text';
  const text = value.replace(/^"|"$/g, '');
  const before = typed.slice(0, match.index);
  const not = !!negation;
  if (isChosen(field)) return values(field, text, MANY, reading, { before, not });
  const times = field === 'after' || field === 'before' ? RECENT_TIMES : [];
  const presets = times.filter((time) => time.startsWith(text) && time !== text);
  return [
    ...(text === '' ? [] : asTyped(typed, reading)),
    ...presets.map((time) => preset(field, time, { before, not }, reading)),
  ];
}

interface Around {
  readonly before: string;
  readonly not: boolean;
}

const ALONE: Around = { before: '', not: false };

function preset(field: Field, time: string, around: Around, reading: Reading): Offer {
  const value = timeOf(time, reading.now) ?? reading.now;
  const offer = adding({ field, value } as Term, around, reading);
  return { ...offer, label: time, note: offer.label };
}

function values(
  field: ChosenField,
  text: string,
  most: number,
  reading: Reading,
  around: Around = ALONE,
): Offer[] {
  return candidates(field, text, reading.choices)
    .slice(0, most)
    .map(({ term, name, note }) => ({ ...adding(term, around, reading), label: name, note }));
}

/** A condition with what was typed before it. What of that cannot be understood stays in the box. */
function adding(term: Term, { before, not }: Around, reading: Reading): Offer {
  const { conditions, problems } = parse(before, reading);
  const added = { not, term };
  return {
    key: `${not ? '-' : ''}${term.field}:${term.value}`,
    group: `${not ? 'Not ' : ''}${FIELD_NAMES[term.field]}`,
    label: conditionWords(wants(term), reading.choices),
    note: '',
    taking: {
      kind: 'add',
      conditions: [...conditions, added],
      rest: problems.map(({ raw }) => raw).join(' '),
    },
  };
}

/** The text as it stands, when all of it is understood. */
function asTyped(typed: string, reading: Reading): Offer[] {
  const { conditions, problems } = parse(typed, reading);
  if (problems.length > 0 || conditions.length === 0) return [];
  const label = filterWords(conditions, reading.choices);
  const taking: Taking = { kind: 'add', conditions, rest: '' };
  return [{ key: 'typed', group: 'As typed', label, note: '', taking }];
}

function isLiteral(typed: string, reading: Reading): boolean {
  const { conditions } = parse(typed, reading);
  return conditions.length === 1 && conditions[0]?.term.field === 'text' && !/text:/i.test(typed);
}

function asId(text: string, reading: Reading): Offer[] {
  if (!/^[\w-]*\d[\w-]*$/.test(text)) return [];
  return [{ ...adding({ field: 'id', value: text }, ALONE, reading), label: text }];
}

function fields(text: string, { choices }: Reading): Offer[] {
  const [, dash = '', start = ''] = /^(-?)(.*)$/s.exec(text.toLowerCase()) ?? [];
  const examples = examplesOf(choices);
  return FIELDS.filter((field) => field.startsWith(start)).map((field) => ({
    key: `field ${field}`,
    group: 'Filter by',
    label: `${dash}${field}:`,
    note: examples[field],
    taking: { kind: 'put', text: `${dash}${field}:` },
  }));
}

function recents(recent: readonly FeedFilter[], { choices }: Reading): Offer[] {
  return recent.map((filter, at) => ({
    key: `recent ${at}`,
    group: 'Recent',
    label: filterWords(filter, choices),
    note: '',
    taking: { kind: 'apply', filter },
  }));
}

function byName(text: string, reading: Reading): Offer[] {
  return CHOSEN.flatMap((field) => values(field, text, FEW, reading));
}

function isChosen(field: Field): field is ChosenField {
  return (CHOSEN as readonly Field[]).includes(field);
}

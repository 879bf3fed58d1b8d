/** What is wrong with what is filled in, as the backend tells it. */
import type { ActionInput, InputFault, InputKind } from '$lib/ipc';

type Given = Readonly<Record<string, unknown>>;

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.every(isEmpty);
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

const DECIMAL = /^-?\d+(\.\d{1,4})?$/;

/** What a value of a kind looks like, and what is said of one that does not. */
const KINDS: Partial<Record<InputKind, readonly [RegExp, string]>> = {
  email: [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'This is no e-mail address'],
  url: [/^https?:\/\/\S+$/, 'A URL that begins with https:// or http:// is needed'],
  id: [/^[\w-]+$/, 'An id has letters, digits, hyphens and underscores only'],
  whole: [/^-?\d+$/, 'A whole number is needed'],
  number: [DECIMAL, 'A number is needed, with a point: 2.5'],
  money: [DECIMAL, 'An amount is needed, with a point: 12.50'],
  date: [/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/, 'A date and time with a zone is needed'],
  switch: [/^(true|false)$/, 'Yes or no is needed'],
};

/** Everything that is wrong with the members of an object. */
export function faultsOf(inputs: readonly ActionInput[], given: Given, at = ''): InputFault[] {
  const groups = [...new Set(inputs.flatMap(({ oneOf }) => oneOf ?? []))];
  return [
    ...groups.flatMap((group) => ofGroup(inputs, group, given, at)),
    ...inputs.flatMap((input) => ofInput(input, given[input.id], at)),
  ];
}

function ofGroup(
  inputs: readonly ActionInput[],
  group: string,
  given: Given,
  at: string,
): InputFault[] {
  const members = inputs.filter(({ oneOf }) => oneOf === group);
  const filled = members.filter(({ id }) => !isEmpty(given[id]));
  if (filled.length === 1) return [];
  const names = members.map(({ name }) => name);
  const words =
    filled.length === 0
      ? `Fill in ${names.join(' or ')}`
      : `Fill in only one of ${names.join(', ')}`;
  return [{ place: `${at}${members[0]?.id ?? ''}`, words, missing: true }];
}

function ofInput(input: ActionInput, value: unknown, at: string): InputFault[] {
  const place = `${at}${input.id}`;
  if (isEmpty(value)) return input.required ? [missing(place)] : [];
  if (input.kind === 'object') return faultsOf(input.fields, value as Given, `${place}/`);
  if (input.kind === 'list') return ofList(input, value, place);
  return ofOne(input, input.kind, value, place);
}

function ofList(input: ActionInput, value: unknown, place: string): InputFault[] {
  if (!Array.isArray(value)) return [{ place, words: 'A list is needed', missing: false }];
  const { of } = input;
  return value.flatMap((item: unknown, index) => {
    const where = `${place}/${index}`;
    if (!of) return faultsOf(input.fields, item as Given, `${where}/`);
    return isEmpty(item) ? [missing(where)] : ofOne(input, of, item, where);
  });
}

function ofOne(input: ActionInput, kind: InputKind, value: unknown, place: string): InputFault[] {
  const text = String(value).trim();
  const unknown = input.choices.length > 0 && !input.choices.some((one) => one.value === text);
  if (unknown) return [{ place, words: 'This cannot be chosen', missing: false }];
  const [pattern, words] = KINDS[kind] ?? [/^/, ''];
  return pattern.test(text) ? [] : [{ place, words, missing: false }];
}

const missing = (place: string): InputFault => ({ place, words: 'Required', missing: true });

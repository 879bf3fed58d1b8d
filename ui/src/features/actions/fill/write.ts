/** From what is typed to the JSON that is sent to the backend, digit for digit. */
import type { ActionInput, InputFault, InputKind } from '$lib/ipc';
import { parseJson } from '../../feed/json/parse';
import { counting, isBlank, type Draft, type DraftObject } from './draft';

/** A form as JSON. */
export interface Written {
  /** A JSON object, without what cannot be read. */
  readonly text: string;
  /** What no JSON can be made of. */
  readonly broken: readonly InputFault[];
}

/** Writes a form. */
export function write(inputs: readonly ActionInput[], draft: DraftObject): Written {
  const broken: InputFault[] = [];
  const text = members(inputs, draft, '', broken);
  return { text, broken };
}

function members(
  inputs: readonly ActionInput[],
  draft: DraftObject,
  at: string,
  broken: InputFault[],
): string {
  const parts = counting(inputs, draft).flatMap((input) => {
    const value = draft.fields[input.id];
    if (value === undefined || isBlank(value)) return [];
    const text = one(input, input.kind, value, `${at}${input.id}`, broken);
    return text === null ? [] : [`${JSON.stringify(input.id)}:${text}`];
  });
  return `{${parts.join(',')}}`;
}

function one(
  input: ActionInput,
  kind: InputKind,
  value: Draft,
  place: string,
  broken: InputFault[],
): string | null {
  if (typeof value === 'string') return scalar(kind, value, place, broken);
  if (value.kind === 'object') return members(input.fields, value, `${place}/`, broken);
  const of = input.of ?? 'object';
  const items = value.items.map(
    (item, index) => one(input, of, item.value, `${place}/${index}`, broken) ?? 'null',
  );
  return `[${items.join(',')}]`;
}

function scalar(kind: InputKind, text: string, place: string, broken: InputFault[]): string | null {
  if (kind === 'switch' && (text === 'true' || text === 'false')) return text;
  if (kind !== 'json') return JSON.stringify(text);
  const read = parseJson(text);
  if (read.ok) return text;
  const { line, column, expected } = read.broken;
  const words = `The JSON breaks at line ${line}, column ${column}: expected ${expected}`;
  broken.push({ place, words, missing: false });
  return null;
}

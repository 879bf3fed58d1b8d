/** Expressions as the fake backend reads them: paths and a few filters. */
import type { ExpressionPreview, ExpressionRemark } from '$lib/ipc';
import { nearest } from './nearest';

type Known = Readonly<Record<string, unknown>>;
type Filter = (value: unknown, given: readonly unknown[]) => unknown;

const FILTERS: Readonly<Record<string, Filter>> = {
  default: (value, [other]) => value ?? other,
  money: (value) => Number(value).toFixed(2),
  mul: (value, [by]) => String(Number(value) * Number(by)),
  upper: (value) => String(value).toUpperCase(),
  truncate: (value, [length]) => String(value).slice(0, Number(length)),
  date: (value, [form]) => (form === '%H' ? String(value).slice(11, 13) : String(value)),
  first: (value) => (Array.isArray(value) ? (value as unknown[])[0] : undefined),
  length: (value) => (Array.isArray(value) || typeof value === 'string' ? value.length : 0),
};

const EXPRESSION = /\{\{(.*?)\}\}/gs;

interface Read {
  readonly value: unknown;
  readonly remarks: readonly ExpressionRemark[];
}

/** What a text comes to. */
export function preview(text: string, known: Known): ExpressionPreview {
  const parts = [...text.matchAll(EXPRESSION)].map((part) => ({
    part,
    read: expression(part[1] ?? '', part.index + 2, known),
  }));
  const remarks = [...open(text), ...parts.flatMap(({ read }) => read.remarks)];
  if (remarks.length > 0) return { value: null, kind: null, remarks };
  const [only] = parts;
  const whole = only && only.part[0] === text.trim() ? only.read.value : undefined;
  let at = 0;
  const value = whole ?? text.replace(EXPRESSION, () => printed(parts[at++]?.read.value));
  return { value: JSON.stringify(value), kind: kindOf(value), remarks: [] };
}

function open(text: string): ExpressionRemark[] {
  const rest = text.replace(EXPRESSION, (whole) => ' '.repeat(whole.length));
  const from = rest.indexOf('{{');
  if (from < 0) return [];
  return [remark(from, text.length, 'The expression has no end.', 'Close it with }}.')];
}

const remark = (from: number, to: number, words: string, remedy: string): ExpressionRemark => ({
  from,
  to,
  words,
  remedy,
});

function expression(text: string, at: number, known: Known): Read {
  const [first = '', ...filters] = text.split('|');
  const from = at + first.length - first.trimStart().length;
  const term = first.trim();
  if (term === '')
    return fails(
      remark(
        at - 2,
        at + text.length + 2,
        'There is nothing in it.',
        'Name a field, or remove it.',
      ),
    );
  if (/[=<>]/.test(text)) return { value: true, remarks: [] };
  let read = path(term, from, known);
  let place = at + first.length + 1;
  for (const filter of filters) {
    read = filtered(read, filter, place);
    place += filter.length + 1;
  }
  return read;
}

const fails = (one: ExpressionRemark): Read => ({ value: undefined, remarks: [one] });

function path(term: string, from: number, known: Known): Read {
  const literal = /^(?:"(.*)"|'(.*)'|(-?\d+(?:\.\d+)?))$/.exec(term);
  if (literal)
    return {
      value: literal[3] === undefined ? (literal[1] ?? literal[2]) : Number(literal[3]),
      remarks: [],
    };
  let value: unknown = known;
  let at = from;
  for (const name of term.split(/[.[\]]+/).filter(Boolean)) {
    const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    if (!names.includes(name))
      return fails(missing(name, at + term.slice(at - from).indexOf(name), names));
    value = (value as Record<string, unknown>)[name];
    at += term.slice(at - from).indexOf(name) + name.length;
  }
  return { value, remarks: [] };
}

function missing(name: string, from: number, names: readonly string[]): ExpressionRemark {
  const near = nearest(name, names);
  const remedy = near ? `Did you mean \`${near}\`?` : 'Choose a field from the list.';
  return remark(from, from + name.length, `There is no \`${name}\` here.`, remedy);
}

function filtered(read: Read, text: string, at: number): Read {
  const [, name = '', given = ''] = /^\s*(\w+)\s*(?:\((.*)\))?/.exec(text) ?? [];
  const run = FILTERS[name];
  const from = at + text.indexOf(name);
  if (!run && name !== 'select') {
    const near = nearest(name, Object.keys(FILTERS));
    const remedy = near ? `Did you mean \`${near}\`?` : 'Choose a filter from the list.';
    return fails(remark(from, from + name.length, `There is no filter \`${name}\`.`, remedy));
  }
  const values = given.split(',').map((one) => one.trim().replace(/^["']|["']$/g, ''));
  if (name === 'default' && read.remarks.length > 0) return { value: values[0], remarks: [] };
  return { ...read, value: run ? run(read.value, values) : read.value };
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return 'true or false';
  return { number: 'a number', string: 'text' }[typeof value as string] ?? 'an object';
}

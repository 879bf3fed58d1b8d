/**
 * What a typed text means. Text is literal, whatever is in it; only a whole `field:value` of a field
 * there is becomes a condition of its own. Nothing is a syntax error.
 */
import type { Condition } from '$lib/ipc';
import { type Field, wants } from '../model/filter';
import { FIELDS, type Token, tokens } from './tokens';
import { meaningOf, NOUNS, type Reading } from './values';

/** A part that names a field whose value cannot be understood. */
export interface Misunderstood {
  /** The part as typed. */
  readonly raw: string;
  readonly problem: string;
}

/** What a text means. */
export interface Parsed {
  readonly conditions: readonly Condition[];
  readonly problems: readonly Misunderstood[];
}

/** The conditions a text stands for, in its order. */
export function parse(text: string, reading: Reading): Parsed {
  const waiting = unfinished(text);
  if (waiting) return { conditions: [], problems: [waiting] };
  const parts = runs(withClockTimes(tokens(text))).map((run) => partOf(text, run, reading));
  return {
    conditions: parts.flatMap(({ conditions }) => conditions),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

/** A lone `field:` waits for its value. */
function unfinished(text: string): Misunderstood | null {
  const raw = text.trim();
  const field = FIELDS.find((one) => raw.toLowerCase().replace(/^(-|NOT\s+)/i, '') === `${one}:`);
  if (!field) return null;
  const problem = `Type ${NOUNS[field]} right after ${field}:, or put it in quotes to find it as text.`;
  return { raw, problem };
}

/** `after:2026-11-22 14:30` is one, though it has a space. */
function withClockTimes(all: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of all) {
    const before = joined.at(-1);
    if (before && takesClock(before) && /^\d{1,2}:\d{2}$/.test(token.raw))
      joined[joined.length - 1] = {
        ...before,
        to: token.to,
        value: `${before.value} ${token.raw}`,
      };
    else joined.push(token);
  }
  return joined;
}

function takesClock({ field, value }: Token): boolean {
  return (field === 'after' || field === 'before') && /^\d{4}-\d{1,2}-\d{1,2}$/.test(value);
}

/** Each field on its own, and text that stands together as one. */
function runs(all: readonly Token[]): Token[][] {
  const found: Token[][] = [];
  for (const token of all) {
    const last = found.at(-1);
    if (last && token.field === null && last[0]?.field === null) last.push(token);
    else found.push([token]);
  }
  return found;
}

function partOf(text: string, run: readonly Token[], reading: Reading): Parsed {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return { conditions: [], problems: [] };
  const raw = text.slice(first.from, last.to);
  if (first.field) return fieldOf(first.field, first, raw, reading);
  const value = run.length === 1 && first.value !== '' ? first.value : raw;
  return { conditions: [wants({ field: 'text', value })], problems: [] };
}

function fieldOf(field: Field, { value, not }: Token, raw: string, reading: Reading): Parsed {
  const meaning = meaningOf(field, value, reading);
  if ('problem' in meaning)
    return { conditions: [], problems: [{ raw, problem: meaning.problem }] };
  return { conditions: meaning.terms.map((term) => ({ not, term })), problems: [] };
}

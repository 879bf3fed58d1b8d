/**
 * What was typed, in tokens. A token ends at a space outside of quotes. A quote counts only where it
 * opens a token or a field's value and has its partner at the token's end; every other one is text.
 */
import type { Field } from '../model/filter';

/** The fields that can be typed, in the order a menu lists them. */
export const FIELDS: readonly Field[] = [
  'trigger',
  'is',
  'store',
  'app',
  'resource',
  'id',
  'after',
  'before',
  'label',
  'text',
];

/** A part of the typed text. */
export interface Token {
  /** As typed. */
  readonly raw: string;
  /** Where it begins, and ends, in the text. */
  readonly from: number;
  readonly to: number;
  /** The field it names, when it is a whole `field:value`. */
  readonly field: Field | null;
  readonly not: boolean;
  /** The value without its quotes; of plain text, the text. */
  readonly value: string;
  /** Whether the value was in quotes. */
  readonly quoted: boolean;
}

const QUOTED = String.raw`"(?:\\.|[^"\\])*"(?=\s|$)`;
const TOKEN = new RegExp(String.raw`-?[a-zA-Z]+:${QUOTED}|${QUOTED}|\S+`, 'g');
const NAMED = new RegExp(`^(-?)(${FIELDS.join('|')}):(.+)$`, 'is');
const WHOLE_QUOTE = /^"((?:\\.|[^"\\])*)"$/s;

/** The tokens of a text. */
export function tokens(text: string): Token[] {
  const found = [...text.matchAll(TOKEN)].map((match) => tokenOf(match[0], match.index));
  return found.flatMap((token, at) => {
    const [before, after] = [found[at - 1], found[at + 1]];
    if (isNegation(token, after)) return [];
    return before && isNegation(before, token) ? [negated(text, before, token)] : [token];
  });
}

function isNegation(token: Token, after: Token | undefined): boolean {
  return token.raw === 'NOT' && !!after?.field && !after.not;
}

function negated(text: string, { from }: Token, token: Token): Token {
  return { ...token, from, raw: text.slice(from, token.to), not: true };
}

function tokenOf(raw: string, from: number): Token {
  const [, dash, name, rest] = NAMED.exec(raw) ?? [];
  const field = FIELDS.find((one) => one === name?.toLowerCase()) ?? null;
  const { value, quoted } = unquoted(field ? (rest ?? '') : raw);
  return { raw, from, to: from + raw.length, field, not: dash === '-', value, quoted };
}

function unquoted(text: string): { value: string; quoted: boolean } {
  const inside = WHOLE_QUOTE.exec(text)?.[1];
  if (inside === undefined) return { value: text, quoted: false };
  return { value: inside.replace(/\\(["\\])/g, '$1'), quoted: true };
}

/** A value as it is typed: in quotes where it has spaces or would read as something else. */
export function typedValue(value: string): string {
  return /[\s"]/.test(value) || value === '' ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}

/** What a row of the tree says. */
import { count } from '$lib/format/number';
import { type JsonNode, printJson, scalarText, sizeOf } from './node';
import type { TreeRow } from './rows';

/** A row in words. */
export interface RowWords {
  readonly value: string;
  /** How many it holds, `null` for what holds none. */
  readonly count: string | null;
  /** The whole of a long value, for the hover. */
  readonly whole: string | undefined;
}

const SHOWN = 300;

/** A row in words; a long value is cut, it has the whole to be hovered and copied. */
export function rowWords(row: TreeRow): RowWords {
  const { node } = row;
  if (node.kind === 'object') return container('{', '}', row, count(sizeOf(node), 'key'));
  if (node.kind === 'array') return container('[', ']', row, count(sizeOf(node), 'item'));
  const text = scalarText(node);
  const value = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return { value, count: null, whole: text.length > 40 ? text.slice(0, 4_000) : undefined };
}

function container(open: string, close: string, row: TreeRow, words: string): RowWords {
  if (row.open === null) return { value: open + close, count: null, whole: undefined };
  return { value: row.open ? open : `${open}…${close}`, count: words, whole: undefined };
}

/** The name of a value's colour. */
export function scalarClass(node: JsonNode): 'container' | 'string' | 'number' | 'keyword' {
  if (node.kind === 'string') return 'string';
  if (node.kind !== 'literal') return 'container';
  return /^[-\d]/.test(node.raw) ? 'number' : 'keyword';
}

/** What is copied of a value: a string without its quotes, anything else as JSON. */
export function valueText(node: JsonNode): string {
  return node.kind === 'string' ? node.value : printJson(node);
}

/** Fields of the shape in the tree of one payload. */
import type { DifferenceView, JsonKind } from '$lib/ipc';
import type { JsonNode } from '../json/node';
import type { JsonPath } from '../json/path';
import type { TreeRow } from '../json/rows';

/** The field a value belongs to, as the backend names it: `data.items[].id`, with `*` for an id. */
export function fieldOf(path: JsonPath): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[]`;
    return `${before}${before && '.'}${isData(step) ? '*' : step}`;
  }, '');
}

/** The rule of `is_data` in the ledger's index: whether a key is an id or a text, and no name. */
function isData(key: string): boolean {
  const digits = key.replace(/\D/g, '').length;
  const long = new TextEncoder().encode(key).length;
  return long === 0 || long > 64 || digits === long || (long >= 16 && digits >= 4);
}

/** What is remarkable about a row of the tree, in a word or two; `null` for nothing. */
export function markOf(row: TreeRow, differences: readonly DifferenceView[]): string | null {
  if (differences.length === 0) return null;
  const field = fieldOf(row.path);
  const difference = differences.find(({ path }) => path === field);
  if (!difference) return null;
  if (difference.difference === 'new') return 'new';
  return difference.usual.includes(kindOf(row.node)) ? null : 'other type';
}

function kindOf(node: JsonNode): JsonKind {
  if (node.kind === 'string') return 'text';
  if (node.kind === 'array') return 'list';
  if (node.kind === 'object') return 'object';
  if (node.raw === 'null') return 'null';
  return node.raw === 'true' || node.raw === 'false' ? 'boolean' : 'number';
}

/**
 * JSON as it was written. `JSON.parse` rounds long numbers and drops repeated keys, and each engine words
 * its errors differently; here both are kept, and a break has a place.
 */

/** A value as written. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'literal'; readonly raw: string };

/** A member of an object. */
export interface JsonMember {
  readonly key: string;
  readonly value: JsonNode;
}

/** Where JSON breaks. Line and column count from 1, the offset from 0 in UTF-16 units. */
export interface JsonBreak {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** What should have been there: "a comma or }". */
  readonly expected: string;
}

/** The children of a container with their labels, none of anything else. */
export function childrenOf(node: JsonNode): readonly (readonly [string | number, JsonNode])[] {
  if (node.kind === 'object') return node.members.map(({ key, value }) => [key, value]);
  return node.kind === 'array' ? node.items.map((item, at) => [at, item]) : [];
}

/** How many children a container has. */
export function sizeOf(node: JsonNode): number {
  if (node.kind === 'object') return node.members.length;
  return node.kind === 'array' ? node.items.length : 0;
}

/** Whether it holds others. */
export function isContainer(node: JsonNode): boolean {
  return node.kind === 'object' || node.kind === 'array';
}

/** A string, number, `true`, `false` or `null` as JSON writes it. */
export function scalarText(node: JsonNode): string {
  if (node.kind === 'string') return JSON.stringify(node.value);
  return node.kind === 'literal' ? node.raw : '';
}

/** JSON with numbers and repeated keys as they came: laid out, or on one line without an `indent`. */
export function printJson(node: JsonNode, indent = 2, depth = 0): string {
  if (!isContainer(node)) return scalarText(node);
  const [open, close] = node.kind === 'object' ? ['{', '}'] : ['[', ']'];
  if (sizeOf(node) === 0) return open + close;
  const colon = indent > 0 ? ': ' : ':';
  const parts = childrenOf(node).map(([label, child]) => {
    const key = typeof label === 'string' ? JSON.stringify(label) + colon : '';
    return key + printJson(child, indent, depth + 1);
  });
  if (indent === 0) return open + parts.join(',') + close;
  const edge = '\n' + ' '.repeat(indent * depth);
  const pad = edge + ' '.repeat(indent);
  return open + pad + parts.join(`,${pad}`) + edge + close;
}

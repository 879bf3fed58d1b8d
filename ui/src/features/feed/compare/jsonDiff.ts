/**
 * What differs between two JSON values. The order of an object's keys means nothing. Items of an array are
 * matched by their `id` where all have one, whatever their order, and by their place otherwise.
 */
import { childrenOf, isContainer, type JsonNode, printJson } from '../json/node';

/** What became of a value; `within` is a container that holds a change. */
export type DiffState = 'same' | 'added' | 'removed' | 'changed' | 'within';

/** A value on both sides. */
export interface DiffNode {
  readonly label: string | null;
  readonly state: DiffState;
  readonly left: JsonNode | null;
  readonly right: JsonNode | null;
  readonly children: readonly DiffNode[];
}

/** Compares two values. */
export function diffJson(left: JsonNode, right: JsonNode, label: string | null = null): DiffNode {
  if (left.kind !== right.kind || !isContainer(left)) {
    const state = printJson(left, 0) === printJson(right, 0) ? 'same' : 'changed';
    return { label, state, left, right, children: [] };
  }
  const children = pairsOf(left, right).map(([key, one, other]) => diffPair(key, one, other));
  const state = children.every((child) => child.state === 'same') ? 'same' : 'within';
  return { label, state, left, right, children };
}

/** How many values were added, removed or changed. */
export function changesIn(node: DiffNode): number {
  if (node.state === 'same') return 0;
  if (node.state !== 'within') return 1;
  return node.children.reduce((sum, child) => sum + changesIn(child), 0);
}

type Pair = readonly [label: string, left: JsonNode | null, right: JsonNode | null];

function diffPair(label: string, left: JsonNode | null, right: JsonNode | null): DiffNode {
  if (left && right) return diffJson(left, right, label);
  return { label, state: left ? 'removed' : 'added', left, right, children: [] };
}

/** Children side by side: in the right's order, and what only the left has after them. */
function pairsOf(left: JsonNode, right: JsonNode): Pair[] {
  const name = namer(left, right);
  const [before, after] = [named(left, name), named(right, name)];
  const stayed = [...after].map(([label, node]): Pair => [label, before.get(label) ?? null, node]);
  const gone = [...before].filter(([label]) => !after.has(label));
  return [...stayed, ...gone.map(([label, node]): Pair => [label, node, null])];
}

type Namer = (label: string | number, node: JsonNode) => string;

function namer(left: JsonNode, right: JsonNode): Namer {
  if (left.kind !== 'array') return (label) => String(label);
  const byId = hasIds(left) && hasIds(right);
  return byId ? (_, node) => `id ${idOf(node)}` : (label) => `[${label}]`;
}

/** Children by name; what repeats a key has its turn in its name. */
function named(node: JsonNode, name: Namer): Map<string, JsonNode> {
  const found = new Map<string, JsonNode>();
  for (const [label, child] of childrenOf(node)) {
    const wanted = name(label, child);
    let free = wanted;
    for (let turn = 2; found.has(free); turn += 1) free = `${wanted} (${turn})`;
    found.set(free, child);
  }
  return found;
}

function hasIds(node: JsonNode): boolean {
  const ids = childrenOf(node).map(([, item]) => idOf(item));
  return ids.every((id) => id !== null) && new Set(ids).size === ids.length;
}

function idOf(node: JsonNode): string | null {
  if (node.kind !== 'object') return null;
  const id = node.members.find(({ key }) => key === 'id')?.value;
  return id && !isContainer(id) ? printJson(id, 0) : null;
}

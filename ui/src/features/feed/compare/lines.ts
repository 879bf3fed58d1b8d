/** A comparison as lines to be drawn, whatever was compared. */
import { count } from '$lib/format/number';
import { isContainer, type JsonNode, printJson, sizeOf } from '../json/node';
import type { DiffNode, DiffState } from './jsonDiff';

/** One line, with what each side has; `null` where a side has nothing. */
export interface DiffLine {
  readonly state: DiffState | 'folded';
  /** From 0. */
  readonly level: number;
  readonly label: string | null;
  readonly left: string | null;
  readonly right: string | null;
}

const LONGEST = 2_000;

/** The lines of a comparison of JSON; only what changed with the way to it, or everything. */
export function jsonLines(node: DiffNode, onlyChanges: boolean, level = 0): DiffLine[] {
  if (node.state !== 'within' && (node.state !== 'same' || node.children.length === 0))
    return [lineOf(node, level)];
  if (node.state === 'same' && onlyChanges) return [folded(1, level)];
  const shown = onlyChanges ? node.children.filter(({ state }) => state !== 'same') : node.children;
  const same = node.children.length - shown.length;
  return [
    lineOf(node, level),
    ...shown.flatMap((child) => jsonLines(child, onlyChanges, level + 1)),
    ...(same > 0 ? [folded(same, level + 1)] : []),
  ];
}

/** The line in place of those that are the same. */
export function folded(same: number, level = 0): DiffLine {
  const words = `${count(same, 'value')} the same`;
  return { state: 'folded', level, label: words, left: null, right: null };
}

/** Lines for one column: what changed becomes what it was and what it is. */
export function inlineLines(lines: readonly DiffLine[]): DiffLine[] {
  return lines.flatMap((line): DiffLine[] =>
    line.state === 'changed'
      ? [
          { ...line, state: 'removed', right: null },
          { ...line, state: 'added', left: null },
        ]
      : [line],
  );
}

function lineOf({ label, state, left, right }: DiffNode, level: number): DiffLine {
  const whole = state === 'added' || state === 'removed' || state === 'changed';
  const text = (node: JsonNode | null): string | null => node && (whole ? full(node) : brief(node));
  return { state, level, label, left: text(left), right: text(right) };
}

function full(node: JsonNode): string {
  const text = printJson(node, 0);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function brief(node: JsonNode): string {
  if (!isContainer(node)) return full(node);
  if (sizeOf(node) === 0) return printJson(node, 0);
  return node.kind === 'array'
    ? `[ ${count(sizeOf(node), 'item')} ]`
    : `{ ${count(sizeOf(node), 'key')} }`;
}

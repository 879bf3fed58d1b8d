/** Two bodies compared as what they are: JSON by its structure, text by its lines, bytes by their dump. */
import type { BodyView } from '$lib/ipc';
import { parseJson } from '../json/parse';
import { isPart } from '../model/bodies.svelte';
import { bytesOf, hexDump } from '../model/bytes';
import { changesIn, diffJson, type DiffNode } from './jsonDiff';
import { type DiffLine, jsonLines } from './lines';
import { textLines } from './textDiff';

/** A comparison of two bodies. */
export type BodyDiff =
  | { readonly kind: 'json'; readonly root: DiffNode; readonly changes: number }
  | { readonly kind: 'text' | 'bytes'; readonly left: string; readonly right: string };

/** Compares two bodies. */
export function diffBodies(left: BodyView, right: BodyView): BodyDiff {
  if (left.kind === 'binary' || right.kind === 'binary')
    return { kind: 'bytes', left: hexDump(bytesOf(left)), right: hexDump(bytesOf(right)) };
  const json = isPart(left) || isPart(right) ? null : diffTexts(left.text, right.text);
  return json ?? { kind: 'text', left: left.text, right: right.text };
}

/** Compares two texts as JSON; `null` when one of them is none. */
export function diffTexts(left: string, right: string): (BodyDiff & { kind: 'json' }) | null {
  const [before, after] = [parseJson(left), parseJson(right)];
  if (!before.ok || !after.ok) return null;
  const root = diffJson(before.root, after.root);
  return { kind: 'json', root, changes: changesIn(root) };
}

/** The lines of a comparison; `null` when it cannot be made in good time. */
export function bodyLines(diff: BodyDiff, onlyChanges: boolean): DiffLine[] | null {
  if (diff.kind === 'json') return jsonLines(diff.root, onlyChanges);
  return textLines(diff.left, diff.right, onlyChanges);
}

/** Whether both are the same. */
export function isSame(diff: BodyDiff): boolean {
  return diff.kind === 'json' ? diff.changes === 0 : diff.left === diff.right;
}

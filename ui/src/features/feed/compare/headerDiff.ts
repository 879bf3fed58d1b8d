/** What differs between two lists of headers. Names are compared without case; their order means nothing. */
import type { HeaderView } from '$lib/ipc';
import { count } from '$lib/format/number';
import type { DiffLine } from './lines';

/** The lines of a comparison, by name. The values of a repeated header are compared in their order. */
export function headerLines(
  left: readonly HeaderView[],
  right: readonly HeaderView[],
  onlyChanges: boolean,
): DiffLine[] {
  const [before, after] = [grouped(left), grouped(right)];
  const names = [...new Set([...after.keys(), ...before.keys()])].sort();
  const all = names.flatMap((name) => linesOf(name, before.get(name) ?? [], after.get(name) ?? []));
  const shown = onlyChanges ? all.filter(({ state }) => state !== 'same') : all;
  const same = all.length - shown.length;
  const words = `${count(same, 'header')} the same`;
  const rest: DiffLine = { state: 'folded', level: 0, label: words, left: null, right: null };
  return same > 0 && onlyChanges ? [...shown, rest] : shown;
}

function grouped(headers: readonly HeaderView[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}

function linesOf(label: string, before: readonly string[], after: readonly string[]): DiffLine[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, at) => {
    const [left, right] = [before[at] ?? null, after[at] ?? null];
    const state =
      left === null ? 'added' : right === null ? 'removed' : left === right ? 'same' : 'changed';
    return { state, level: 0, label, left, right } as const;
  });
}

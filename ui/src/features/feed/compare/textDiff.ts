/** What differs between two texts, line by line. */
import { diffLines } from 'diff';
import { count } from '$lib/format/number';
import type { DiffLine } from './lines';

/** Milliseconds a comparison may take: two megabytes with nothing in common would take minutes. */
const PATIENCE = 800;

/** The lines of a comparison; `null` when the texts are too large and too different. */
export function textLines(left: string, right: string, onlyChanges: boolean): DiffLine[] | null {
  const parts = diffLines(left, right, { timeout: PATIENCE });
  if (!parts) return null;
  return parts.flatMap(({ value, added, removed, count: same }): DiffLine[] => {
    if (!added && !removed && onlyChanges) return [sameLines(same)];
    const lines = value.replace(/\n$/, '').split('\n');
    return lines.map((text) => ({
      state: added ? 'added' : removed ? 'removed' : 'same',
      level: 0,
      label: null,
      left: added ? null : text,
      right: removed ? null : text,
    }));
  });
}

function sameLines(same: number): DiffLine {
  return {
    state: 'folded',
    level: 0,
    label: `${count(same, 'line')} the same`,
    left: null,
    right: null,
  };
}

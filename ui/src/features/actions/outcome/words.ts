/** What came of a call, in words. */
import { formatNumber } from '$lib/format/number';
import type { CallRow, CallState, CallView } from '$lib/ipc';
import type { Tone } from '$lib/state/problems';

/** Every state of a call: how it is meant, and the word where there is no room for more. */
export const CALL_STATES: Record<CallState, { readonly tone: Tone; readonly word: string }> = {
  running: { tone: 'busy', word: 'Under way' },
  done: { tone: 'good', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
  unknown: { tone: 'warn', word: 'Unknown' },
};

/** Of one that the user settled nothing is open any more. */
export function toneOf(row: CallRow, settled: CallView['settled'] = null): Tone {
  return settled === null ? CALL_STATES[row.state].tone : 'quiet';
}

/** What came of it; where the problem stands beside, not the same twice. */
export function wordsOf({ row, problem }: CallView): string {
  return row.state === 'failed' && problem ? CALL_STATES.failed.word : row.words;
}

/** "132 ms", "1.4 s". */
export function tookWords(ms: number): string {
  if (ms < 1_000) return `${formatNumber(ms)} ms`;
  return `${(ms / 1_000).toFixed(1)} s`;
}

/** "200 · 132 ms". */
export function factsOf({ row }: CallView): string {
  const parts = [
    row.status === null ? null : String(row.status),
    row.tookMs === null ? null : tookWords(row.tookMs),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

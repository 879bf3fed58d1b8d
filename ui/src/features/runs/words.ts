/** How runs and their steps stand, in words. */
import { formatNumber } from '$lib/format/number';
import type { CallState, RunCause, RunRow, RunState, RunStepState } from '$lib/ipc';
import type { Tone } from '$lib/state/problems';

/** How it is meant, and the word for it. */
export interface Standing {
  readonly tone: Tone;
  readonly word: string;
}

/** Every state of a run. */
export const RUN_STATES: Record<RunState, Standing> = {
  queued: { tone: 'quiet', word: 'Queued' },
  running: { tone: 'busy', word: 'Under way' },
  waiting: { tone: 'warn', word: 'Waiting' },
  unknown: { tone: 'warn', word: 'Unknown' },
  succeeded: { tone: 'good', word: 'Succeeded' },
  failed: { tone: 'quiet', word: 'Dismissed' },
  dead: { tone: 'bad', word: 'Failed' },
  cancelled: { tone: 'quiet', word: 'Stopped' },
  skipped: { tone: 'quiet', word: 'Skipped' },
};

/** How a run stands: one that goes on by itself needs nobody. */
export function standingOf({ state, nextAt }: Pick<RunRow, 'state' | 'nextAt'>): Standing {
  const standing = RUN_STATES[state];
  return state === 'waiting' && nextAt !== null ? { ...standing, tone: 'quiet' } : standing;
}

/** Every state of a step. */
export const STEP_STATES: Record<RunStepState, Standing> = {
  running: { tone: 'busy', word: 'Under way' },
  done: { tone: 'good', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
  skipped: { tone: 'quiet', word: 'Passed over' },
  waiting: { tone: 'warn', word: 'Waiting' },
  unknown: { tone: 'warn', word: 'Unknown' },
};

/** Every state of an attempt. */
export const ATTEMPT_STATES: Record<CallState, Standing> = {
  running: { tone: 'busy', word: 'Under way' },
  done: { tone: 'good', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
  unknown: { tone: 'warn', word: 'Unknown' },
};

/** Why a run was started. */
export const CAUSES: Record<RunCause, string> = {
  event: 'An event',
  manual: 'By hand',
  schedule: 'A schedule',
  replay: 'A replay',
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "132 ms", "1.4 s", "3 min 5 s", "2 h 4 min", "3 d 2 h". */
export function tookWords(ms: number): string {
  if (ms < SECOND) return `${formatNumber(ms)} ms`;
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < HOUR) return two(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return two(ms, HOUR, 'h', MINUTE, 'min');
  return two(ms, DAY, 'd', HOUR, 'h');
}

function two(ms: number, large: number, one: string, small: number, other: string): string {
  const rest = Math.floor((ms % large) / small);
  const whole = `${formatNumber(Math.floor(ms / large))} ${one}`;
  return rest === 0 ? whole : `${whole} ${rest} ${other}`;
}

/** "Goes on in 4 min 10 s"; nothing where it does not go on by itself. */
export function nextWords(nextAt: number | null, now: number): string | null {
  if (nextAt === null) return null;
  const left = Math.ceil((nextAt - now) / SECOND) * SECOND;
  return left > 0
    ? `Goes on in ${left < MINUTE ? `${left / SECOND} s` : tookWords(left)}`
    : 'Goes on now';
}

/** "v3", or what a draft is called. */
export function versionWords({ version }: Pick<RunRow, 'version'>): string {
  return version === null ? 'Draft' : `v${version}`;
}

/** What a run came to; not the same as its state twice. */
export function cameOf({ state, words }: RunRow): string {
  const { word } = RUN_STATES[state];
  return words === word || (state === 'succeeded' && words === 'Done') ? '' : words;
}

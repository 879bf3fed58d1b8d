/** What is told of a time during which events may not have arrived, and of what was found since. */
import { minuteTime } from '$lib/format/time';
import { gapWords } from '$lib/format/spans';
import { count, formatNumber } from '$lib/format/number';
import type { GapCause, GapProblem, GapState, GapView } from '$lib/ipc';
import type { Tone } from '$lib/state/problems';

const CAUSES: Record<GapCause, string> = {
  start: 'While Patchbay was closed',
  sleep: 'While this machine slept',
  outage: 'While the public address was down',
  hooks: 'While BigCommerce did not deliver',
  asked: 'When you asked',
  round: 'At an hourly look',
};

const STATES: Record<GapState, { readonly words: string; readonly tone: Tone }> = {
  running: { words: 'Looking', tone: 'busy' },
  waiting: { words: 'Waiting', tone: 'warn' },
  failed: { words: 'Not whole', tone: 'bad' },
  stopped: { words: 'Stopped', tone: 'quiet' },
  done: { words: 'Closed', tone: 'good' },
};

/** How far it is, in a word. */
export function stateOf(gap: GapView): { readonly words: string; readonly tone: Tone } {
  return STATES[gap.state];
}

/** "While this machine slept". */
export function causeWords(gap: GapView): string {
  return CAUSES[gap.cause];
}

/** "22:10 – 04:12 (6 h 2 min)"; empty where nobody knows when it was. */
export function periodWords({ from, to }: GapView, now: number): string {
  if (from === null || to === null) return '';
  return `${minuteTime(from, now)} – ${minuteTime(to, now)} (${gapWords(to - from)})`;
}

/** What came of it, in a sentence of few words. */
export function titleOf(gap: GapView): string {
  const found = foundCount(gap);
  switch (gap.state) {
    case 'running':
      return 'Looking for what was missed';
    case 'waiting':
      return 'BigCommerce could not be asked yet for what was missed';
    case 'stopped':
      return 'The search for what was missed was stopped';
    case 'failed':
      return 'Not all that was missed could be looked for';
    case 'done':
      if (found === 0) return nothing(gap);
      return `${count(found, 'event')} did not arrive and ${found === 1 ? 'was' : 'were'} recovered`;
  }
}

function nothing({ lost }: GapView): string {
  return lost.length === 0 ? 'Nothing was missed' : 'Nothing was missed that can be recovered';
}

/** What stands in the way at a store, in sentences. */
export function problemWords({ problem }: GapProblem): string {
  return `${problem.title.replace(/[.!?]?$/, '.')} ${problem.remedy}`;
}

/** When it was and what was found: "While this machine slept, 22:10 – 04:12 (6 h 2 min): …". */
export function storyOf(gap: GapView, now: number): string {
  const period = periodWords(gap, now);
  const when = period === '' ? CAUSES[gap.cause] : `${CAUSES[gap.cause]}, ${period}`;
  if (gap.state === 'running' || gap.state === 'waiting') return `${when}: ${progressWords(gap)}.`;
  const found = foundWords(gap) || 'nothing that had not arrived';
  return `${when}: ${found}.`;
}

/** How many events were found. */
export function foundCount({ found }: GapView): number {
  return found.reduce((all, { events }) => all + events, 0);
}

/** "3,000 Order Created, 400 Refund Created". */
export function foundWords({ found }: GapView): string {
  return listed(found.map(({ trigger, events }) => `${formatNumber(events)} ${trigger}`));
}

/** "3 of 12 stores, 750 entries read, 12 events found so far". */
export function progressWords(gap: GapView): string {
  const stores =
    gap.stores > 1 ? `${formatNumber(gap.storesDone)} of ${count(gap.stores, 'store')}, ` : '';
  const found = count(foundCount(gap), 'event');
  return `${stores}${count(gap.read, 'entry', 'entries')} read, ${found} found so far`;
}

/** Of which triggers nothing can be found again, and why. */
export function lostWords({ lost }: GapView): string {
  if (lost.length === 0) return '';
  const names = listed(lost.map(({ trigger }) => trigger));
  return `${names} of that time cannot be recovered. ${lost.map(({ why }) => why).join(' ')}`;
}

/** "Orders, refunds and carts". */
function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

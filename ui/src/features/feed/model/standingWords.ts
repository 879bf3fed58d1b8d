/** What a delivery is among those of its event, in words. */
import { count } from '$lib/format/number';
import type { AnswerView } from '$lib/ipc';
import { isFailure, secondWords } from '../../tryout/fault/faultWords';
import type { Next, Standing } from './schedule';
import { gapWords } from '$lib/format/spans';

const WORDS: Record<Exclude<Standing['kind'], 'retry'>, string> = {
  first: 'First try',
  duplicate: 'Duplicate',
  offSchedule: 'Sent again',
  otherMessage: 'Another message',
  replayed: 'Replayed',
  test: 'Test',
  recovered: 'Recovered',
};

/** "Retry 2", "Duplicate". */
export function standingWords(standing: Standing): string {
  return standing.kind === 'retry' ? `Retry ${standing.retry}` : WORDS[standing.kind];
}

/** What it means, or nothing where the word says it all. */
export function standingMeans(standing: Standing): string | null {
  if (standing.kind === 'retry' && standing.missed > 0)
    return `${count(standing.missed, 'try', 'tries')} before it did not arrive here`;
  if (standing.kind === 'duplicate') return 'the same try, sent twice';
  if (standing.kind === 'offSchedule') return 'fits no time of the schedule';
  return standing.kind === 'otherMessage' ? 'the same event under another webhook-id' : null;
}

/** What comes next after the latest try, in a sentence, by what it was answered. */
export function nextWords(
  next: Next,
  clock: (at: number) => string,
  answer: AnswerView | null = null,
): string {
  if (answer && isFailure(answer.status)) return failedWords(next, clock, answer.status);
  if (answer && answer.delayMs > 0) return lateWords(next, clock, answer.delayMs);
  if (next.kind === 'deactivated')
    return 'That was the last try. Had it failed, BigCommerce would have deactivated the hook.';
  return `Had it failed, retry ${next.retry} would have come ${gapWords(next.wait)} later, at ${clock(next.at)}.`;
}

function failedWords(next: Next, clock: (at: number) => string, status: number): string {
  if (next.kind === 'deactivated')
    return `That was the last try. Answered ${status}, it makes BigCommerce deactivate the hook.`;
  return `Answered ${status}, it counts as failed: BigCommerce sends retry ${next.retry} ${waitWords(next.wait)} later, at ${clock(next.at)}.`;
}

function lateWords(next: Next, clock: (at: number) => string, delay: number): string {
  const late = `If ${secondWords(delay)} was too late for BigCommerce, it`;
  if (next.kind === 'deactivated') return `That was the last try. ${late} deactivates the hook.`;
  return `${late} sends retry ${next.retry} ${waitWords(next.wait)} later, at ${clock(next.at)}.`;
}

/** The first wait is known to the second: "60 s". */
function waitWords(ms: number): string {
  return ms < 120_000 ? secondWords(ms) : gapWords(ms);
}

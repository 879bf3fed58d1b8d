/** What a delivery is among those of its event, in words. */
import { count } from '$lib/format/number';
import type { Next, Standing } from './schedule';
import { gapWords } from './spans';

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

/** What would have come next, in a sentence. */
export function nextWords(next: Next, clock: (at: number) => string): string {
  if (next.kind === 'deactivated')
    return 'That was the last try. Had it failed, BigCommerce would have deactivated the hook.';
  return `Had it failed, retry ${next.retry} would have come ${gapWords(next.wait)} later, at ${clock(next.at)}.`;
}

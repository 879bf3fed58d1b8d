/** What became of events that were sent again, in words. */
import { count, formatNumber } from '$lib/format/number';
import type { Replayed } from '$lib/ipc';

/** An outcome as a note shows it. */
export interface Outcome {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly title: string;
  readonly text: string;
}

/** The outcome of sending to a target, by its name. */
export function outcomeOf(outcomes: readonly Replayed[], target: string): Outcome {
  const [first] = outcomes;
  if (first && outcomes.length === 1) return ofOne(first, target);
  const failed = outcomes.filter(({ problem }) => problem !== null).length;
  const arrived = outcomes.length - failed;
  if (failed === 0) {
    return { tone: 'good', title: `${count(arrived, 'event')} arrived at ${target}`, text: '' };
  }
  return {
    tone: arrived > 0 ? 'warn' : 'bad',
    title: `${someOf(arrived, outcomes.length)} arrived at ${target}`,
    text: '',
  };
}

function someOf(arrived: number, all: number): string {
  if (arrived === 0) return `None of the ${count(all, 'event')}`;
  return `${formatNumber(arrived)} of ${count(all, 'event')}`;
}

function ofOne({ problem, status, tookMs }: Replayed, target: string): Outcome {
  if (problem) {
    const text = [problem.meaning, problem.remedy].filter(Boolean).join(' ');
    return { tone: 'bad', title: problem.title, text };
  }
  const how = status === null ? 'Stored as a new event' : `${target} answered ${status}`;
  return { tone: 'good', title: `${how} in ${formatNumber(tookMs)} ms`, text: '' };
}

/** The problems, each once, with how many events met it. */
export function problemsOf(outcomes: readonly Replayed[]): { words: string; times: number }[] {
  const times = new Map<string, number>();
  for (const { problem } of outcomes) {
    if (!problem) continue;
    const words = [problem.title, problem.meaning].filter(Boolean).join('. ').replace('..', '.');
    times.set(words, (times.get(words) ?? 0) + 1);
  }
  return [...times].map(([words, times]) => ({ words, times }));
}

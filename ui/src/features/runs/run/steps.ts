/** Steps of a run as the timeline shows them. */
import { count } from '$lib/format/number';
import type { Problem, RunStep, RunView } from '$lib/ipc';
import { tookWords } from '../words';

/** The item of a list that a step is of, from 1; nothing where it is of none. */
export function itemOf({ place }: Pick<RunStep, 'place'>): number | null {
  const around = place.split('/').slice(0, -1).toReversed();
  const item = around.map((stage) => /#(\d+)$/.exec(stage)?.[1]).find((at) => at !== undefined);
  return item === undefined ? null : Number(item) + 1;
}

/** "2 attempts · 132 ms". */
export function factsOf({ attempts, tookMs }: RunStep): string {
  const parts = [
    attempts.length > 1 ? count(attempts.length, 'attempt') : null,
    tookMs === null ? null : tookWords(tookMs),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** Whether a step has more to show than its line. */
export function hasMore({ input, output, problem, attempts, asks }: RunStep): boolean {
  return [input, output, problem, asks].some((part) => part !== null) || attempts.length > 0;
}

/** Whether a step is shown whole at first: it asks, or it is why the run stands where it stands. */
export function isOpen(step: RunStep): boolean {
  if (step.asks !== null || step.state === 'unknown') return true;
  return step.state === 'failed' && (step.problem !== null || step.attempts.length > 0);
}

/** Steps that are shown at once; a run over a long list has thousands. */
export const AT_ONCE = 200;

/** So many of a run's steps in order, and of the others those that somebody has to see. */
export function shownOf(
  steps: readonly RunStep[],
  many: number,
): { readonly first: readonly RunStep[]; readonly needed: readonly RunStep[] } {
  return { first: steps.slice(0, many), needed: steps.slice(many).filter(isOpen) };
}

/** The problem of a step, unless the run says the same. */
export function ownProblem(step: RunStep, run: Problem | null): Problem | null {
  return step.problem?.title === run?.title ? null : step.problem;
}

/** How much a run's problem weighs; nothing where it has none, or a step asks about it. */
export function weightOf({ row, problem, steps }: RunView): 'bad' | 'warn' | 'info' | null {
  if (problem === null || steps.some(({ asks }) => asks !== null)) return null;
  if (row.state === 'dead') return 'bad';
  if (row.state === 'skipped' || row.state === 'failed') return 'info';
  return row.state === 'waiting' || row.state === 'unknown' ? 'warn' : null;
}

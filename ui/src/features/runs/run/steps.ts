/** Steps of a run as the timeline shows them. */
import type { Problem, RunStep, RunView } from '$lib/ipc';

/** The item of a list that a step is of, from 1; nothing where it is of none. */
export function itemOf({ place }: Pick<RunStep, 'place'>): number | null {
  const around = place.split('/').slice(0, -1).toReversed();
  const item = around.map((stage) => /#(\d+)$/.exec(stage)?.[1]).find((at) => at !== undefined);
  return item === undefined ? null : Number(item) + 1;
}

/** Whether a step has more to show than its line. */
export function hasMore({ input, output, problem, attempts, asks }: RunStep): boolean {
  return [input, output, problem, asks].some((part) => part !== null) || attempts.length > 0;
}

/** Whether a step is shown whole at first: it asks, or it is why the run stands where it stands. */
export function isOpen(step: RunStep): boolean {
  return step.asks !== null || step.state === 'failed' || step.state === 'unknown';
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

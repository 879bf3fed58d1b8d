/** Which runs are listed. */
import type { RunFilter, RunState } from '$lib/ipc';

/** Every run. */
export const EVERY: RunFilter = {
  orchestrationId: null,
  storeId: null,
  eventId: null,
  states: [],
  cause: null,
  withoutDry: false,
  since: null,
};

/** States that are asked for together. */
export interface StateChoice {
  readonly value: string;
  readonly label: string;
  readonly states: readonly RunState[];
}

/** What can be asked for. */
export const STATE_CHOICES: readonly StateChoice[] = [
  { value: 'any', label: 'Any state', states: [] },
  { value: 'amiss', label: 'Unknown or failed', states: ['unknown', 'dead'] },
  { value: 'open', label: 'Open', states: ['queued', 'running', 'waiting', 'unknown'] },
  { value: 'dead', label: 'Failed', states: ['dead'] },
  { value: 'unknown', label: 'Unknown', states: ['unknown'] },
  { value: 'waiting', label: 'Waiting', states: ['waiting'] },
  { value: 'succeeded', label: 'Succeeded', states: ['succeeded'] },
  { value: 'skipped', label: 'Skipped', states: ['skipped'] },
  { value: 'others', label: 'Stopped or dismissed', states: ['cancelled', 'failed'] },
];

/** The choice that asks for these states. */
export function choiceOf(states: readonly RunState[]): string {
  const asked = [...states].sort().join();
  const choice = STATE_CHOICES.find(({ states: some }) => [...some].sort().join() === asked);
  return choice?.value ?? 'any';
}

/** Whether only some runs are listed. */
export function isNarrow(filter: RunFilter): boolean {
  const { orchestrationId, storeId, eventId, states, cause, withoutDry, since } = filter;
  return (
    [orchestrationId, storeId, eventId, cause, since].some((wanted) => wanted !== null) ||
    states.length > 0 ||
    withoutDry
  );
}

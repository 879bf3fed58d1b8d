/** Where runs are, and how the list is gone back to. */
import type { Hash } from '$frame/routes';
import type { RunFilter } from '$lib/ipc';

/** One run. */
export const runHash = (id: number): Hash => `#/runs/${id}`;

/** The list, of what it was narrowed to. */
export function listHash({ orchestrationId, eventId }: RunFilter): Hash {
  if (eventId !== null) return `#/runs/event/${eventId}`;
  return orchestrationId === null ? '#/runs' : `#/runs/of/${orchestrationId}`;
}

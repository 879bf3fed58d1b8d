/** The runs that an event started, as its menu offers them. */
import Waypoints from '@lucide/svelte/icons/waypoints';
import { go } from '$frame/router.svelte';
import type { FeedRow } from '$lib/ipc';
import type { MenuGroup } from './menu';

/** The entry for a row. */
export function runsOf({ id }: FeedRow): MenuGroup {
  const run = (): void => go(`#/runs/event/${id}`);
  return [{ kind: 'item', label: 'Runs of this event', icon: Waypoints, run }];
}

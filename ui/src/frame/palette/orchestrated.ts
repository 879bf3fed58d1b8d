/** Entries that lead to runs. */
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import Waypoints from '@lucide/svelte/icons/waypoints';
import { go } from '../router.svelte';
import { entry } from './entry';
import type { Entry } from './entry';

/** All runs, and those that failed. */
export function orchestrated(): Entry[] {
  return [
    entry({
      id: '#/runs',
      kind: 'Screen',
      title: 'Runs',
      icon: Waypoints,
      words: ['orchestrations', 'executions', 'history', 'steps', 'watch'],
      run: () => go('#/runs'),
    }),
    entry({
      id: '#/runs/dead',
      kind: 'Screen',
      title: 'Failed runs',
      icon: CircleAlert,
      words: ['orchestrations', 'dead letters', 'errors', 'retry', 'try again'],
      run: () => go('#/runs/dead'),
    }),
  ];
}

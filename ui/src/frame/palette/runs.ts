/** Entries that lead to actions on a store. */
import Zap from '@lucide/svelte/icons/zap';
import type { ActionRow } from '$lib/ipc';
import { desk } from '../../features/actions/session.svelte';
import { go } from '../router.svelte';
import { entry } from './entry';
import type { Entry } from './entry';

/** The list of actions, the history of calls, and each action. */
export function runs(actions: readonly ActionRow[]): Entry[] {
  const lead = (id: string, title: string, words: string[], run: () => unknown, about?: string) =>
    entry({ id, kind: 'Action', title, icon: Zap, words, run, about });
  return [
    lead('do Run an action', 'Run an action…', ['api', 'call', 'request'], all),
    lead('do Calls', 'Show the history of actions', ['calls', 'rerun', 'requests'], () =>
      go('#/actions/history'),
    ),
    ...actions.map(({ id, name, group, call }) =>
      lead(`action ${id}`, name, [id, call, group], () => go(`#/actions/${id}`), group),
    ),
  ];
}

function all(): void {
  desk.subject = null;
  go('#/actions');
}

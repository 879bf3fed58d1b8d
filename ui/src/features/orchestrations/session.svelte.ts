/** Orchestrations; which one the keyboard is on outlives the screen. */
import { ipc } from '$lib/ipc';
import { OrchestrationList } from './list/list.svelte';

/** The list. */
export const list = new OrchestrationList(ipc);

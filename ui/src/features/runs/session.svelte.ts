/** The list of runs, which stays as it was left while another screen is looked at. */
import { ipc } from '$lib/ipc';
import { Runs } from './list/runs.svelte';

/** The runs. */
export const runs = new Runs(ipc);

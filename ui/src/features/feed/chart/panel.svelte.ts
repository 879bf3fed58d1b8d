/** The chart, fetched when it is first shown. */
import { Later } from '$lib/state/later.svelte';

export const panel = new Later(() => import('./ChartPanel.svelte').then((it) => it.default));

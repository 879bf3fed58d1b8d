/** The detail pane with its tabs, fetched when an event is first opened. */
import { Later } from '$lib/state/later.svelte';

/** The detail pane. */
export const detailPane = new Later(async () => (await import('./DetailPane.svelte')).default);

/** The payload viewer, fetched when a payload is first shown as text. */
import { Later, type Loading } from '$lib/state/later.svelte';

/** How far it is. */
export type Viewer = Loading<typeof import('./jsonEditor').openJson>;

/** The payload viewer. */
export const jsonViewer = new Later(async () => (await import('./jsonEditor')).openJson);

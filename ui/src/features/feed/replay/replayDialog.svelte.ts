/** The dialog that sends events again, fetched when it is first asked for. */
import { Later } from '$lib/state/later.svelte';

/** The dialog. */
export const replayDialog = new Later(async () => (await import('./ReplayDialog.svelte')).default);

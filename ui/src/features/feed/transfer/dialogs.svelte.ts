/** The dialogs of exports and imports, fetched when one is first wanted. */
import { Later } from '$lib/state/later.svelte';

/** The dialogs. */
export const dialogs = new Later(async () => (await import('./TransferDialogs.svelte')).default);

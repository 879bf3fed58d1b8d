/** The menu of what can be tried out, fetched when it is first asked for. */
import { Later } from '$lib/state/later.svelte';

/** The menu. */
export const tryOutMenu = new Later(async () => (await import('./TryOutMenu.svelte')).default);

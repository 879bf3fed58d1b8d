/** The menu of a row, fetched when one is first asked for. */
import { announce } from '$lib/state/announce.svelte';
import { Later } from '$lib/state/later.svelte';

/** The menu of a row. */
export const rowMenu = new Later(async () => (await import('../RowMenu.svelte')).default);

/** Fetches it, and says when it cannot be had. */
export async function fetchRowMenu(): Promise<boolean> {
  await rowMenu.load();
  if (rowMenu.now.kind !== 'failed') return true;
  announce('The menu could not be loaded. Try again.', 'bad');
  return false;
}

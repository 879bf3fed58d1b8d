/** The window led to a place from outside: by a notification that was opened. */
import { status } from '$lib/state/status.svelte';
import { go } from './router.svelte';
import type { Hash } from './routes';

/** Follows where the window is led from now on; what led it before the page began is past. */
export function followLeads(): void {
  let last: number | null | undefined;
  $effect(() => {
    if (!status.now) return;
    const { leads } = status.now;
    const turn = leads?.turn ?? null;
    if (leads && last !== undefined && turn !== last) go(leads.hash as Hash);
    last = turn;
  });
}

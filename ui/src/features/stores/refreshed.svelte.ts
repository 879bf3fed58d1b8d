/** Keeps what is shown of stores up to date. */
import { status } from '$lib/state/status.svelte';

/** The shortest time between two looks. */
const PACE_MS = 3_000;

/** Runs `load` when the status changes, which it does with every event, but seldom enough. Returns what ends it. */
export function refreshed(load: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  const end = $effect.root(() => {
    $effect(() => {
      void status.now;
      if (first) first = false;
      else
        timer ??= setTimeout(() => {
          timer = undefined;
          load();
        }, PACE_MS);
    });
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}

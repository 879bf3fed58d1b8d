/** Reading anew what runs change, as long as somebody looks at it. */
import { untrack } from 'svelte';
import { status } from '$lib/state/status.svelte';

/** How often it is read anew while something is under way, in milliseconds. */
const EVERY_MS = 1_500;
/** The least time between two changes that are followed, in milliseconds. */
const APART_MS = 400;

/** Reads at once, at each change that the backend tells of, and by itself while something is under way. */
export function keepFresh(read: () => Promise<void>, live: () => boolean): void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  function now(): void {
    soon = undefined;
    lastAt = performance.now();
    void read();
  }

  function ask(): void {
    if (soon !== undefined) return;
    const left = lastAt + APART_MS - performance.now();
    if (left <= 0) now();
    else soon = setTimeout(now, left);
  }

  $effect(() => {
    void status.now;
    untrack(ask);
  });

  $effect(() => () => clearTimeout(soon));

  $effect(() => {
    if (!live()) return;
    const timer = setInterval(ask, EVERY_MS);
    return () => clearInterval(timer);
  });
}

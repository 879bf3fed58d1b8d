/**
 * Reading runs anew as long as somebody looks at them. The status tells of events, but not of each run:
 * between two of its changes they are looked at with the clock of the page, which stands still while
 * nobody looks.
 */
import { untrack } from 'svelte';
import { clock } from '$lib/state/clock.svelte';
import { status } from '$lib/state/status.svelte';

/** How often it is read anew while something is under way, in milliseconds. */
export const EVERY_MS = 1_500;
/** The least time between two readings, in milliseconds. */
export const APART_MS = 400;

/** Reads at once, and again as long as the component is there; more often while something is under way. */
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
    void clock.now;
    untrack(ask);
  });

  $effect(() => () => clearTimeout(soon));

  $effect(() => {
    if (!live()) return;
    const timer = setInterval(ask, EVERY_MS);
    return () => clearInterval(timer);
  });
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flushSync } from 'svelte';
import type { StatusView } from '$lib/ipc';
import { status } from '$lib/state/status.svelte';
import { APART_MS, EVERY_MS, keepFresh } from './fresh.svelte';

let end: () => void = () => undefined;
const read = vi.fn(async () => undefined);

function begin(live: () => boolean): void {
  end = $effect.root(() => keepFresh(read, live));
  flushSync();
}

function tell(): void {
  status.now = {} as StatusView;
  flushSync();
}

beforeEach(() => {
  vi.useFakeTimers();
  read.mockClear();
});

afterEach(() => {
  end();
  status.now = null;
  vi.useRealTimers();
});

describe('what runs change', () => {
  it('is read at once, and then only when something tells of a change', () => {
    begin(() => false);
    expect(read).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10 * EVERY_MS);
    expect(read).toHaveBeenCalledTimes(1);
    tell();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is read once for many changes, the last of them included', () => {
    begin(() => false);
    vi.advanceTimersByTime(APART_MS);
    for (let at = 0; at < 20; at += 1) tell();
    expect(read).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(APART_MS);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('is read by itself while something is under way', () => {
    let live = $state(true);
    begin(() => live);
    vi.advanceTimersByTime(2 * EVERY_MS);
    expect(read).toHaveBeenCalledTimes(3);
    live = false;
    flushSync();
    vi.advanceTimersByTime(4 * EVERY_MS);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('is left alone once nobody looks', () => {
    begin(() => true);
    tell();
    end();
    vi.advanceTimersByTime(4 * EVERY_MS);
    expect(read).toHaveBeenCalledTimes(1);
  });
});

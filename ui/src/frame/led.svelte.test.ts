import { flushSync } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { statusOf } from '$lib/ipc/mock/status';
import { status } from '$lib/state/status.svelte';
import { followLeads } from './led.svelte';

beforeEach(() => {
  location.hash = '#/catalog';
  status.now = null;
});

function told(turn: number, hash: string): void {
  status.now = { ...statusOf('empty'), leads: { turn, hash } };
  flushSync();
}

it('goes where a notification leads, once', () => {
  const end = $effect.root(() => followLeads());
  told(1, '#/stores/3');
  expect(location.hash).toBe('#/catalog');
  told(2, '#/feed');
  expect(location.hash).toBe('#/feed');
  location.hash = '#/stores';
  told(2, '#/feed');
  expect(location.hash).toBe('#/stores');
  end();
});

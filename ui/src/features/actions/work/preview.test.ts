import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ActionPreview } from '$lib/ipc';
import { later } from '../testing';
import { PAUSE, Preview } from './preview.svelte';

const seen = (asks: string): ActionPreview => ({
  faults: [],
  request: null,
  refused: null,
  asks,
  amount: null,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('is asked for at once, then only when the user pauses', async () => {
  const ask = vi.fn(async (text: string) => seen(text));
  const preview = new Preview(ask);
  preview.soon('{}');
  await vi.advanceTimersByTimeAsync(0);
  expect(ask).toHaveBeenCalledTimes(1);
  preview.soon('{"a":"1"}');
  await vi.advanceTimersByTimeAsync(PAUSE - 1);
  preview.soon('{"a":"12"}');
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(ask.mock.calls).toEqual([['{}'], ['{"a":"12"}']]);
  expect([preview.of, preview.now?.asks]).toEqual(['{"a":"12"}', '{"a":"12"}']);
});

it('drops an answer that comes after a newer one', async () => {
  const [slow, quick] = [later<ActionPreview>(), later<ActionPreview>()];
  const ask = vi.fn().mockReturnValueOnce(slow.promise).mockReturnValueOnce(quick.promise);
  const preview = new Preview(ask);
  const both = [preview.ask('old'), preview.ask('new')];
  quick.give(seen('new'));
  await both[1];
  slow.give(seen('old'));
  await both[0];
  expect(preview.now?.asks).toBe('new');
});

it('says why there is none', async () => {
  const preview = new Preview(() => Promise.reject(new Error('gone')));
  expect(await preview.ask('{}')).toBeNull();
  expect([preview.now, preview.error?.message]).toEqual([null, 'gone']);
});

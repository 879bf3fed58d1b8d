import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { InputChoice } from '$lib/ipc';
import { later } from '../testing';
import { matching, Options } from './options.svelte';

const choice = (value: string, name: string): InputChoice => ({ value, name });
const MUG = choice('77', 'Quay mug · QM-1');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks the store once the user pauses, for what was typed last', async () => {
  const ask = vi.fn(async () => [MUG]);
  const options = new Options(ask);
  options.soon('m');
  options.soon('mu');
  await vi.runAllTimersAsync();
  expect(ask.mock.calls).toEqual([['mu']]);
  expect([options.nameOf('77'), options.nameOf('78')]).toEqual(['Quay mug · QM-1', undefined]);
});

it('drops what comes after a newer answer, or after it was forgotten', async () => {
  const [slow, quick, last] = [
    later<InputChoice[]>(),
    later<InputChoice[]>(),
    later<InputChoice[]>(),
  ];
  const ask = vi
    .fn()
    .mockReturnValueOnce(slow.promise)
    .mockReturnValueOnce(quick.promise)
    .mockReturnValueOnce(last.promise);
  const options = new Options(ask);
  const both = [options.load('m'), options.load('mug')];
  quick.give([MUG]);
  slow.give([]);
  await Promise.all(both);
  expect(options.list).toEqual([MUG]);
  const third = options.load('x');
  options.forget();
  last.give([MUG]);
  await third;
  expect(options.list).toBeNull();
});

it('says why the store could not be asked, until it is asked again', async () => {
  const ask = vi.fn(async () => [MUG]);
  ask.mockRejectedValueOnce(new Error('no token'));
  const options = new Options(ask);
  await options.load('');
  expect(options.error?.message).toBe('no token');
  await options.load('');
  expect([options.error, options.list]).toEqual([null, [MUG]]);
});

it('finds a choice by every word of its name, or its id', () => {
  const all = [MUG, choice('78', 'Quay saucer · QS-1')];
  expect(matching(all, 'quay SAU')).toEqual([all[1]]);
  expect(matching(all, '77')).toEqual([MUG]);
  expect(matching(all, ' ')).toEqual(all);
});

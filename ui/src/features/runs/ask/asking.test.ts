import { expect, it } from 'vitest';
import { backend } from '../testing';
import { Asking } from './asking.svelte';

it('shows what BigCommerce has of a call, and takes nothing for granted', async () => {
  const port = backend();
  const asking = new Asking(port, 233);
  await asking.look();
  expect(port.lookForCall).toHaveBeenCalledExactlyOnceWith(233);
  expect(asking.found?.items).toEqual(['{"id":7}']);
  expect([asking.made, asking.told]).toEqual(['', null]);
});

it.each([
  ['', null, null],
  ['  ', null, null],
  ['{"id":7}', null, '{"id":7}'],
  ['{"id"', 'This is no JSON.', '{"id"'],
])('what it made, typed as "%s"', (typed, fault, told) => {
  const asking = new Asking(backend(), 233);
  asking.made = typed;
  expect([asking.fault, asking.told]).toEqual([fault, told]);
});

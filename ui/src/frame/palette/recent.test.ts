import { expect, it } from 'vitest';
import { KEPT, recentIds, remember } from './recent';

it('keeps what was chosen last, once each, newest first', () => {
  for (const id of ['a', 'b', 'c', 'a']) remember(id);
  expect(recentIds()).toEqual(['a', 'c', 'b']);
});

it('keeps a few only', () => {
  for (let n = 0; n < KEPT + 3; n += 1) remember(`id ${n}`);
  expect(recentIds()).toHaveLength(KEPT);
  expect(recentIds()[0]).toBe(`id ${KEPT + 2}`);
});

it.each(['{', '"word"', '{"a":1}', '[1,null]'])('takes %s for none', (kept) => {
  localStorage.setItem('patchbay.palette.recent', kept);
  expect(recentIds()).toEqual([]);
});

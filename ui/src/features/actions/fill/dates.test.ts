import { expect, it } from 'vitest';
import { momentAt, momentOf } from './dates';

it.each([
  ['2025-11-22T08:26:40Z', '2025-11-22T08:26:40Z'],
  ['2025-11-22T08:26:40+02:00', '2025-11-22T08:26:40+02:00'],
  ['Sat, 22 Nov 2025 08:26:40 +0000', '2025-11-22T08:26:40Z'],
])('%s is kept or brought into form', (typed, text) => expect(momentOf(typed)?.text).toBe(text));

it.each(['', 'yesterday', '2025-02-30', '2025-11-22T24:00', '22.11.2025', '2025-13-01T00:00:00Z'])(
  '“%s” is no point in time',
  (typed) => expect(momentOf(typed)).toBeNull(),
);

it('takes a time without a zone for this machine’s', () => {
  const noon = new Date(2025, 10, 22, 12, 30).getTime();
  for (const typed of ['2025-11-22 12:30', '2025-11-22T12:30:00'])
    expect(momentOf(typed)?.at).toBe(noon);
  expect(momentOf('2025-11-22')?.at).toBe(new Date(2025, 10, 22).getTime());
});

it('writes what it reads again', () => {
  const { text, at } = momentAt(1_763_800_000_987);
  expect([momentOf(text)?.at, at]).toEqual([1_763_800_000_000, 1_763_800_000_000]);
});

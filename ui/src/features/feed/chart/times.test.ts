import { describe, expect, it } from 'vitest';
import { curve } from './curve';
import { figures } from './times';
import { NOTHING, VIEW } from './testing';
import { duration, said } from './words';

const within = (us: number, of: number) => Math.abs(us / of - 1) < 0.2;

describe('answer times', () => {
  it('are told from the buckets of a stretch added up', () => {
    const slot = figures(VIEW, { from: 2, to: 2 });
    expect(slot).toMatchObject({ count: 100, longest: 2_400_000 });
    expect(within(slot?.p50 ?? 0, 1_200)).toBe(true);
    expect(within(slot?.p95 ?? 0, 1_700)).toBe(true);
    expect(figures(VIEW, { from: 0, to: 3 })).toMatchObject({ count: 102, longest: 2_400_000 });
  });

  it('never say that most took longer than the longest did', () => {
    const times = [{ counts: [0, 1], longestUs: 1_010 }];
    const found = figures({ ...VIEW, times }, { from: 0, to: 0 });
    expect(found).toEqual({ count: 1, p50: 1_010, p95: 1_010, longest: 1_010 });
  });

  it('beyond the last bucket are as long as the longest', () => {
    const times = [{ counts: [0, 0, 0, 0, 7], longestUs: 40_000_000 }];
    expect(figures({ ...VIEW, times }, { from: 0, to: 0 })?.p50).toBe(40_000_000);
  });

  it('are none where nothing was acknowledged', () => {
    expect(figures(VIEW, { from: 1, to: 1 })).toBeNull();
    expect(said('times', VIEW, { from: 1, to: 1 })).toMatch(/: nothing was acknowledged$/);
  });

  it('are said in figures one can read', () => {
    expect(duration(84)).toBe('0.084 ms');
    expect(duration(2_149)).toBe('2.1 ms');
    expect(duration(999_900)).toBe('1 s');
    expect(duration(2_456_000, 3)).toBe('2.46 s');
    expect(said('times', VIEW, { from: 2, to: 2 })).toMatch(
      /: 100 acknowledged, half within 1\.2 ms, 95% within 1\.7 ms, the longest 2\.4 s$/,
    );
  });

  it('are drawn on an axis of tens, with a guide at a second when they come near it', () => {
    const { columns, guides, p50 } = curve(VIEW);
    expect(columns.map(({ slot }) => slot)).toEqual([0, 2]);
    expect(guides.map(({ us }) => us)).toEqual([1_000, 10_000, 100_000, 1_000_000]);
    expect(guides.filter(({ second }) => second).map(({ us }) => us)).toEqual([1_000_000]);
    const heights = guides.map(({ y }) => y);
    expect(heights.toSorted((one, other) => other - one)).toEqual(heights);
    expect(p50).toMatch(/^M0 [\d.]+H1M2 [\d.]+H3$/);
  });

  it('joins slots that touch', () => {
    const times = [VIEW.times[0], VIEW.times[0]].flatMap((slot) => slot ?? []);
    expect(curve({ ...VIEW, times }).p95).toMatch(/^M0 [\d.]+H1V[\d.]+H2$/);
  });

  it('have no axis when there are none', () => {
    expect(curve(NOTHING)).toEqual({ columns: [], guides: [], p50: '', p95: '' });
  });
});

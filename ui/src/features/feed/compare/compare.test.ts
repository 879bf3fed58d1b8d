import { describe, expect, it } from 'vitest';
import type { BodyView, EventDetail } from '$lib/ipc';
import { about, delivery } from '../detail/testing';
import { Bodies } from '../model/bodies.svelte';
import { row } from '../testing';
import { bodyLines, diffBodies, diffTexts, isSame } from './bodyDiff';
import { Comparison } from './comparison.svelte';
import { headerLines } from './headerDiff';
import { type DiffLine, inlineLines } from './lines';
import { textLines } from './textDiff';

function json(left: unknown, right: unknown, onlyChanges = true): DiffLine[] {
  const diff = diffTexts(JSON.stringify(left), JSON.stringify(right));
  return diff ? (bodyLines(diff, onlyChanges) ?? []) : [];
}

const brief = (lines: readonly DiffLine[]): string[] =>
  lines.map(({ state, level, label, left, right }) =>
    state === 'within' || state === 'folded'
      ? `${level} ${state} ${label}`
      : `${level} ${state} ${label}: ${left} → ${right}`,
  );

describe('comparing JSON', () => {
  it('says what was added, removed and changed, with the way to it', () => {
    const left = { id: 1, data: { status: 7, note: 'x' }, same: [1, 2] };
    const right = { id: 1, data: { status: 11, gift: true }, same: [1, 2] };
    expect(brief(json(left, right))).toEqual([
      '0 within null',
      '1 within data',
      '2 changed status: 7 → 11',
      '2 added gift: null → true',
      '2 removed note: "x" → null',
      '1 folded 2 values the same',
    ]);
  });

  it('shows everything when asked', () => {
    expect(brief(json({ a: 1, b: 2 }, { a: 1, b: 3 }, false))).toEqual([
      '0 within null',
      '1 same a: 1 → 1',
      '1 changed b: 2 → 3',
    ]);
  });

  it('ignores the order of keys, not the place of items', () => {
    const same = diffTexts('{"a":1,"b":[1,2]}', '{"b":[1,2],"a":1}');
    expect(same?.changes).toBe(0);
    expect(brief(json([1, 2, 3], [1, 3]))).toEqual([
      '0 within null',
      '1 changed [1]: 2 → 3',
      '1 removed [2]: 3 → null',
      '1 folded 1 value the same',
    ]);
  });

  it('matches items by id where all have one of their own', () => {
    const left = [{ id: 1, n: 1 }, { id: 2, n: 1 }, { id: 3 }];
    const right = [{ id: 3 }, { id: 2, n: 4 }, { id: 4 }];
    expect(brief(json(left, right))).toEqual([
      '0 within null',
      '1 within id 2',
      '2 changed n: 1 → 4',
      '2 folded 1 value the same',
      '1 added id 4: null → {"id":4}',
      '1 removed id 1: {"id":1,"n":1} → null',
      '1 folded 1 value the same',
    ]);
    expect(brief(json([{ id: 1 }, { id: 1, x: 0 }], [{ id: 1 }]))[1]).toMatch(/^1 removed \[1\]/);
  });

  it('sees what JSON.parse would round away, and another type', () => {
    expect(diffTexts('12345678901234567890', '12345678901234567891')?.changes).toBe(1);
    expect(diffTexts('{"id":250}', '{"id":"250"}')?.changes).toBe(1);
    expect(diffTexts('{"a":1,"a":2}', '{"a":1,"a":3}')?.changes).toBe(1);
  });

  it('becomes two lines in one column', () => {
    const lines = inlineLines(json({ a: 1 }, { a: 2 })).slice(1);
    expect(brief(lines)).toEqual(['1 removed a: 1 → null', '1 added a: null → 2']);
  });

  it('takes a megabyte in its stride', () => {
    const list = (n: number) =>
      Array.from({ length: 15_000 }, (_, id) => ({ id, n, name: 'Trail lamp, moss' }));
    const begun = performance.now();
    expect(json(list(1), list(2))).toHaveLength(1 + 15_000 * 3);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});

describe('comparing text and bytes', () => {
  const text = (words: string): BodyView => ({
    kind: 'text',
    text: words,
    json: false,
    size: words.length,
  });

  it('goes line by line', () => {
    expect(brief(textLines('a\nb\nc\n', 'a\nB\nc\n', true) ?? [])).toEqual([
      '0 folded 1 line the same',
      '0 removed null: b → null',
      '0 added null: null → B',
      '0 folded 1 line the same',
    ]);
  });

  it('dumps what is not text, and says so', () => {
    const diff = diffBodies(text('a'), { kind: 'binary', base64: 'AAE=', size: 2 });
    expect(diff.kind).toBe('bytes');
    expect(isSame(diff)).toBe(false);
    expect(isSame(diffBodies(text('{'), text('{')))).toBe(true);
  });
});

describe('comparing headers', () => {
  it('ignores case and order of names, and keeps that of values', () => {
    const headers = (...pairs: [string, string][]) =>
      pairs.map(([name, value]) => ({ name, value }));
    const left = headers(['Host', 'a'], ['X-For', '1'], ['X-For', '2'], ['Old', 'x']);
    const right = headers(['x-for', '1'], ['host', 'a'], ['X-FOR', '3'], ['New', 'y']);
    expect(brief(headerLines(left, right, true))).toEqual([
      '0 added new: null → y',
      '0 removed old: x → null',
      '0 changed x-for: 2 → 3',
      '0 folded 2 headers the same',
    ]);
  });
});

describe('the comparison of the event shown', () => {
  const event = (id: number): EventDetail =>
    about(id, { row: row(id), body: `{"n":${id}}`, bodySize: 7, deliveries: [delivery(id)] });
  const port = {
    asked: [] as string[],
    event: async (id: number) => (port.asked.push(`event ${id}`), event(id)),
    previousEvent: async (id: number) => (
      port.asked.push(`before ${id}`),
      id === 1 ? null : event(id - 1)
    ),
  };
  const bodies = new Bodies({ body: () => Promise.reject(new Error('not needed')) });

  it('is with the one before, or with the one chosen for it alone', async () => {
    port.asked = [];
    const comparison = new Comparison(port, bodies);
    comparison.choose(3, 9);
    await comparison.show(event(9));
    await comparison.show(event(8));
    comparison.release();
    await comparison.show(event(9));
    expect(port.asked).toEqual(['event 3', 'before 8', 'before 9']);
    expect(comparison.phase).toMatchObject({ kind: 'ready', body: { kind: 'json', changes: 1 } });
  });

  it('says when there is none before', async () => {
    const comparison = new Comparison(port, bodies);
    await comparison.show(event(1));
    expect(comparison.phase.kind).toBe('first');
  });
});

import { describe, expect, it } from 'vitest';
import { printJson } from './node';
import { DEEPEST, parseJson } from './parse';
import { pathText } from './path';
import { containerIds, treeRows } from './rows';

function read(text: string) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(`breaks at ${parsed.broken.line}:${parsed.broken.column}`);
  return parsed.root;
}

describe('reading JSON', () => {
  it.each([
    '{"a":[1,-2.5e+3,true,null,"x\\n\\u00e9\\"",{}],"b":[]}',
    ' [ ] ',
    '"\\ud83d\\ude00"',
    '0',
    '{"a":1,"b":{"c":[[[]]]}}',
  ])('reads %s as JSON.parse does', (text) => {
    expect(JSON.parse(printJson(read(text)))).toEqual(JSON.parse(text));
    expect(printJson(read(text))).toBe(
      JSON.stringify(JSON.parse(text), null, 2).replace('-2500', '-2.5e+3'),
    );
  });

  it('keeps long numbers and repeated keys as they came', () => {
    const text = '{"id":12345678901234567891,"price":1.50,"id":2}';
    expect(printJson(read(text), 0)).toBe(text);
  });

  it.each([
    ['{"a": "say "hi""}', 1, 13, 'a comma or }'],
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3, 'a key in double quotes'],
    ['{"a" 1}', 1, 6, 'a colon'],
    ['[1, 2', 1, 6, 'a comma or ]'],
    ['[1,]', 1, 4, 'a value'],
    ['{"a":1} x', 1, 9, 'the end'],
    ['["tab\t"]', 1, 6, 'the rest of a string'],
    ['["\\x"]', 1, 3, 'the rest of a string'],
    ['', 1, 1, 'a value'],
    ['[01]', 1, 3, 'a comma or ]'],
  ])('%j breaks at line %i, column %i for want of %s', (text, line, column, expected) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(parseJson(text)).toMatchObject({ ok: false, broken: { line, column, expected } });
  });

  it('refuses what is too deep to draw instead of running out of stack', () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parseJson(deep(DEEPEST)).ok).toBe(true);
    expect(parseJson('['.repeat(1_000_000))).toMatchObject({ broken: { column: DEEPEST + 1 } });
  });

  it('reads a megabyte in well under a second', () => {
    const text = JSON.stringify(
      Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Lamp ${id} – grün` })),
    );
    const begun = performance.now();
    expect(treeRows(read(text))).toHaveLength(60_001);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });
});

describe('the tree', () => {
  const root = read('{"data":{"lines":[{"unit price":1},{"unit price":2}]},"ok":true}');

  it('has a row for everything that is not inside something closed', () => {
    const open = treeRows(root);
    expect(open.map(({ path }) => pathText(path))).toEqual([
      '$',
      '$.data',
      '$.data.lines',
      '$.data.lines[0]',
      '$.data.lines[0]["unit price"]',
      '$.data.lines[1]',
      '$.data.lines[1]["unit price"]',
      '$.ok',
    ]);
    const closed = treeRows(root, new Set(['0.0.0']));
    expect(closed.map(({ label, open, level, place }) => [label, open, level, place])).toEqual([
      [null, true, 1, 1],
      ['data', true, 2, 1],
      ['lines', false, 3, 1],
      ['ok', null, 2, 2],
    ]);
  });

  it('knows what can be closed', () => {
    expect([...containerIds(root, 2)]).toEqual(['0.0', '0.0.0', '0.0.0.0', '0.0.0.1']);
  });
});

import { describe, expect, it } from 'vitest';
import type { BodyView } from '$lib/ipc';
import { about, delivery } from '../detail/testing';
import { printJson } from '../json/node';
import { parseJson } from '../json/parse';
import { Bodies, ShownBody } from './bodies.svelte';
import { base64Of, bytesOf, hexDump, hexLine, hexLineCount } from './bytes';
import { LONGEST_PIECE, textPieces } from './textLines';

const text = (words: string): BodyView => ({
  kind: 'text',
  text: words,
  json: false,
  size: words.length,
});

describe('the body on the screen', () => {
  function shown() {
    const asked: number[] = [];
    const answers = new Map<number, (body: BodyView) => void>();
    const body = (id: number) => {
      asked.push(id);
      return new Promise<BodyView>((resolve) => answers.set(id, resolve));
    };
    return { asked, answers, it: new ShownBody(new Bodies({ body })) };
  }
  const event = about(1, { body: '{}', deliveries: [delivery(10), delivery(11)] });

  it('is there at once for the latest delivery, and asked for otherwise', async () => {
    const { it, asked, answers } = shown();
    await it.show(event, 11);
    expect(it.phase).toMatchObject({ kind: 'ready', body: { text: '{}', json: true } });
    const showing = it.show(event, 10);
    answers.get(10)?.(text('first'));
    await showing;
    expect(it.phase).toMatchObject({ body: { text: 'first' } });
    await it.show(event, 10);
    expect(asked).toEqual([10]);
  });

  it('is that of the delivery chosen last, whatever comes first', async () => {
    const { it, answers } = shown();
    const slow = it.show(event, 10);
    await it.show(event, 11);
    answers.get(10)?.(text('late'));
    await slow;
    expect(it.phase).toMatchObject({ body: { text: '{}' } });
  });

  it('is asked for when the event brought no text or only a part', async () => {
    const { it, asked } = shown();
    void it.show({ ...event, bodyIsText: false }, 11);
    void it.show({ ...event, bodySize: 2_000_000 }, 11);
    await it.show({ ...event, bodySize: 0, body: '' }, 11);
    expect(asked).toEqual([11, 11]);
    expect(it.phase).toMatchObject({ kind: 'ready', body: { size: 0 } });
  });
});

describe('bytes', () => {
  const every = Uint8Array.from({ length: 20_000 }, (_, at) => at % 256);

  it('come back from base64 as they were', () => {
    expect(bytesOf({ kind: 'binary', base64: base64Of(every), size: every.length })).toEqual(every);
  });

  it('are dumped sixteen a line', () => {
    const bytes = bytesOf(text('Grün & 16 bytes+\n!'));
    expect(hexLineCount(bytes)).toBe(2);
    expect(hexLine(bytes, 0)).toEqual({
      offset: '000000',
      hex: '47 72 c3 bc 6e 20 26 20  31 36 20 62 79 74 65 73',
      ascii: 'Gr..n & 16 bytes',
    });
    expect(hexLine(bytes, 1)).toMatchObject({ offset: '000010', ascii: '+.!' });
    expect(hexDump(bytes).split('\n')[1]).toMatch(/^000010 {2}2b 0a 21 {42}\|\+\.!\|$/);
  });
});

describe('text in pieces', () => {
  it('loses nothing, and splits no character', () => {
    const long = `a${'🚲'.repeat(LONGEST_PIECE)}\r\n\nend`;
    const pieces = textPieces(long);
    const back = pieces
      .map(({ line, text }, at) => (line !== null && at > 0 ? `\n${text}` : text))
      .join('');
    expect(back).toBe(long);
    expect(() => pieces.forEach(({ text }) => encodeURIComponent(text))).not.toThrow();
    expect(pieces.at(-1)).toEqual({ line: 3, text: 'end' });
  });
});

describe('laid-out JSON', () => {
  it('keeps numbers as they came, and leaves alone what is none', () => {
    const long = parseJson('{"id":12345678901234567891}');
    expect(long.ok && printJson(long.root)).toBe('{\n  "id": 12345678901234567891\n}');
    expect(parseJson('{"id":').ok).toBe(false);
  });
});

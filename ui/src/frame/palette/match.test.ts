import { describe, expect, it } from 'vitest';
import { find } from './match';

const entry = (title: string, ...words: string[]) => ({ title, words });
const ENTRIES = [
  entry('Feed', 'events'),
  entry('Northwind Outdoor', 'g5cd38', 'northwind-outdoor.mybigcommerce.com'),
  entry('Ausrüstung Süd', 'k2m9qa'),
  entry('Start practice'),
  entry('Stop practice'),
  entry('Open practice portal', 'developer'),
];
const titles = (typed: string) => find(ENTRIES, typed).map(({ title }) => title);

describe('the palette’s search', () => {
  it('keeps everything in order while nothing is typed', () => {
    expect(titles('  ')).toEqual(ENTRIES.map(({ title }) => title));
  });

  it('finds by a part of any word, whatever the case and the accents', () => {
    expect(titles('G5CD')).toEqual(['Northwind Outdoor']);
    expect(titles('ausrustung sud')).toEqual(['Ausrüstung Süd']);
  });

  it('wants every word typed', () => {
    expect(titles('practice portal')).toEqual(['Open practice portal']);
    expect(titles('practice nothing')).toEqual([]);
  });

  it('puts a title that starts so before one that contains it', () => {
    expect(titles('st')[0]).toBe('Start practice');
    expect(titles('o').slice(0, 2)).toEqual(['Open practice portal', 'Northwind Outdoor']);
  });

  it('takes letters in order only when nothing contains them', () => {
    expect(titles('ed')).toEqual(['Feed']);
    expect(titles('nwo')).toEqual(['Northwind Outdoor']);
    expect(titles('own zz')).toEqual([]);
  });

  it('takes typed signs for themselves', () => expect(titles('.*')).toEqual([]));
});

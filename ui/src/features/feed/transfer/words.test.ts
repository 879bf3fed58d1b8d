import { describe, expect, it } from 'vitest';
import { exportedWords, importedWords, progressWords } from './words';

const NONE = { count: 0, first: [] };
const VIEW = { added: 90, here: 0, noRoom: 0, unreadable: NONE, cancelled: false };
const lines = (...at: number[]) => at.map((line) => ({ line, reason: 'x' }));

describe('exports and imports in words', () => {
  it('say how far they are', () => {
    expect(progressWords({ watch: 1, phase: 'finding', done: 1200, total: null })).toBe(
      'Finding events: 1,200 so far',
    );
    expect(progressWords({ watch: 1, phase: 'writing', done: 12, total: 10 })).toBe(
      'Exporting 10 of 10 events',
    );
  });

  it('say what became of them', () => {
    expect(exportedWords({ kind: 'done', number: 1, events: 12345, file: 'orders.ndjson' })).toBe(
      'Exported 12,345 events to orders.ndjson',
    );
    expect(importedWords(VIEW)).toBe('Added 90 events');
    const bad = { count: 2, first: lines(14, 80) };
    expect(importedWords({ ...VIEW, here: 8, unreadable: bad })).toBe(
      'Added 90 events, 8 already here, 2 unreadable (lines 14, 80)',
    );
    const many = { count: 70, first: lines(1, 2, 3, 4, 5, 6) };
    expect(importedWords({ ...VIEW, added: 1, noRoom: 3, unreadable: many, cancelled: true })).toBe(
      'Cancelled: added 1 event, 3 left out, the quarantine is full, 70 unreadable (lines 1, 2, 3, 4, 5, …)',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { Chosen } from './chosen.svelte';

const rows = Array.from({ length: 30 }, (_, at) => ({ id: 100 + at }));

describe('what is chosen in the list', () => {
  it('moves with the keyboard and stays within the list', () => {
    const chosen = new Chosen();
    expect(chosen.move(rows, 'next')).toBe(0);
    expect(chosen.move(rows, 'previous')).toBe(0);
    expect(chosen.move(rows, 'pageDown')).toBe(12);
    expect(chosen.move(rows, 'last')).toBe(29);
    expect(chosen.active).toBe(129);
    expect(chosen.move([], 'next')).toBe(-1);
  });

  it('marks what lies between where marking began and where it goes', () => {
    const chosen = new Chosen();
    chosen.move(rows, 'next');
    chosen.move(rows, 'next', true);
    chosen.move(rows, 'next', true);
    expect([...chosen.marked]).toEqual([100, 101, 102]);
    expect(chosen.unmark()).toBe(true);
    expect(chosen.unmark()).toBe(false);
  });

  it('marks all that are shown, and none when they are', () => {
    const chosen = new Chosen();
    chosen.toggle(105);
    chosen.toggleAll(rows);
    expect(chosen.marked.size).toBe(30);
    chosen.toggleAll(rows);
    expect(chosen.marked.size).toBe(0);
  });

  it('forgets what is not shown any more', () => {
    const chosen = new Chosen();
    chosen.toggle(100);
    chosen.toggle(129);
    chosen.keep(rows.slice(0, 10));
    expect([...chosen.marked]).toEqual([100]);
  });
});

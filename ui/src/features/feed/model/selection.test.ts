import { describe, expect, it } from 'vitest';
import { rowsDown } from '../testing';
import { Selection } from './selection.svelte';

const slots = rowsDown(100, 100);

describe('the selection', () => {
  it('starts at the newest row and walks down and up', () => {
    const selection = new Selection();
    expect(selection.move(slots, 'next')).toBe(0);
    expect(selection.move(slots, 'next')).toBe(1);
    expect(selection.active).toBe(99);
    expect(selection.move(slots, 'previous')).toBe(0);
    expect(selection.move(slots, 'previous')).toBe(0);
    expect(selection.move(slots, 'last')).toBe(99);
    expect(selection.move(slots, 'next')).toBe(99);
    expect(selection.move(slots, 'first')).toBe(0);
    expect(selection.move(slots, 'pageDown')).toBe(15);
  });

  it('keeps its row when new ones come above it', () => {
    const selection = new Selection();
    selection.choose(98);
    const later = [...rowsDown(103, 3), ...slots];
    expect(selection.place(later)).toBe(5);
    expect(selection.move(later, 'next')).toBe(6);
    expect(selection.active).toBe(97);
  });

  it('takes the detail pane along only when it is open', () => {
    const selection = new Selection();
    selection.move(slots, 'next');
    expect(selection.open).toBeNull();
    selection.openActive();
    selection.move(slots, 'next');
    expect(selection.open).toBe(99);
  });

  it('steps back one thing at a time', () => {
    const selection = new Selection();
    selection.choose(50);
    expect(selection.back()).toBe(true);
    expect([selection.open, selection.active]).toEqual([null, 50]);
    expect(selection.back()).toBe(true);
    expect(selection.active).toBeNull();
    expect(selection.back()).toBe(false);
  });

  it('stands only on rows that are in memory', () => {
    const selection = new Selection();
    const holes = slots.map((slot, at) => (at > 20 && at < 60 ? undefined : slot));
    selection.choose(80);
    expect(selection.move(holes, 'next')).toBe(20);
    expect(selection.move([], 'next')).toBe(-1);
  });

  it('marks rows one by one, and a range from where marking began', () => {
    const selection = new Selection();
    selection.choose(98);
    selection.extend(slots, 'next');
    selection.extend(slots, 'next');
    expect([...selection.marked]).toEqual([98, 97, 96]);
    selection.extend(slots, 'previous');
    expect([...selection.marked]).toEqual([98, 97]);
    selection.extendTo(slots, 100);
    expect([...selection.marked]).toEqual([100, 99, 98]);
    selection.toggle(99);
    expect([...selection.marked]).toEqual([100, 98]);
  });

  it('takes the marks away before it closes anything, and when one row is chosen', () => {
    const selection = new Selection();
    selection.choose(50);
    selection.toggleActive();
    expect(selection.back()).toBe(true);
    expect([selection.marked.size, selection.open]).toEqual([0, 50]);
    selection.toggle(51);
    selection.choose(52);
    expect(selection.marked.size).toBe(0);
  });

  it('keeps what is marked while the keyboard walks on', () => {
    const selection = new Selection();
    selection.choose(50);
    selection.toggleActive();
    selection.move(slots, 'next');
    selection.toggleActive();
    expect([...selection.marked]).toEqual([50, 49]);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { Comparison } from './compare/comparison.svelte';
import { Deeds } from './deeds';
import { Marks } from './marks/marks.svelte';
import { Bodies } from './model/bodies.svelte';
import { Selection } from './model/selection.svelte';
import { View } from './model/view.svelte';
import { row } from './testing';

function surface() {
  const pinEvents = vi.fn(async () => null);
  const unused = () => Promise.reject(new Error('not asked'));
  const marks = new Marks(
    { pinEvents, labelEvents: unused, noteEvent: unused, labels: unused },
    () => undefined,
  );
  const bodies = new Bodies({ body: unused });
  const comparison = new Comparison({ event: unused, previousEvent: unused }, bodies);
  const [selection, view] = [new Selection(), new View()];
  const feed = { filter: [], row: (id: number) => row(id, { pinned: id < 10 }) };
  const exports = { ask: vi.fn() };
  const replaying = { ask: vi.fn(async () => undefined) };
  return { pinEvents, comparison, exports, feed, marks, replaying, selection, view };
}

describe('what keys do with events', () => {
  it('compares the newer of two marked with the older, whatever was marked first', () => {
    const on = surface();
    on.selection.toggle(9);
    on.selection.toggle(4);
    expect(new Deeds(on).press('d')).toBe(true);
    expect([on.selection.open, on.comparison.baseFor(9), on.view.part]).toEqual([9, 4, 'compare']);
    expect(on.selection.marked.size).toBe(0);
  });

  it('compares one event with its previous one, and not three', () => {
    const on = surface();
    on.comparison.choose(1, 9);
    on.selection.active = 9;
    const deeds = new Deeds(on);
    deeds.press('d');
    expect([on.selection.open, on.comparison.baseFor(9)]).toEqual([9, null]);
    [1, 2, 3].forEach((id) => on.selection.toggle(id));
    deeds.press('d');
    expect(on.selection.marked.size).toBe(3);
  });

  it('pins all that are meant, and lets go when all are pinned', () => {
    const on = surface();
    const deeds = new Deeds(on);
    [8, 12].forEach((id) => on.selection.toggle(id));
    deeds.press('p');
    expect(on.pinEvents).toHaveBeenLastCalledWith([8, 12], true);
    on.selection.toggle(12);
    deeds.press('p');
    expect(on.pinEvents).toHaveBeenLastCalledWith([8], false);
  });

  it('exports what is marked, or the one, or else what the filter shows', () => {
    const on = surface();
    const deeds = new Deeds(on);
    expect(deeds.press('e')).toBe(true);
    expect(on.exports.ask).toHaveBeenLastCalledWith([], []);
    on.selection.active = 7;
    deeds.press('e');
    expect(on.exports.ask).toHaveBeenLastCalledWith([7], []);
    [8, 12].forEach((id) => on.selection.toggle(id));
    deeds.press('E');
    expect(on.exports.ask).toHaveBeenLastCalledWith([8, 12], []);
    expect([deeds.with(12), deeds.with(3)]).toEqual([[8, 12], [3]]);
  });

  it('has nothing to do without an event', () => {
    expect(new Deeds(surface()).press('p')).toBe(false);
  });
});

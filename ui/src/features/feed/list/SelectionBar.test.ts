import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Comparison } from '../compare/comparison.svelte';
import { Deeds } from '../deeds';
import { Marks } from '../marks/marks.svelte';
import { Bodies } from '../model/bodies.svelte';
import { Feed } from '../model/feed.svelte';
import { Selection } from '../model/selection.svelte';
import { View } from '../model/view.svelte';
import { FakeBackend, row } from '../testing';
import SelectionBar from './SelectionBar.svelte';

async function shown(...marked: number[]) {
  const unused = () => Promise.reject(new Error('not asked'));
  const pinEvents = vi.fn(() => Promise.resolve(null));
  const port = { pinEvents, labelEvents: unused, noteEvent: unused, labels: unused };
  const ask = vi.fn();
  const feed = new Feed(
    new FakeBackend([row(9, { pinned: true }), row(8, { pinned: true }), row(7)]),
  );
  await feed.start();
  const on = {
    comparison: new Comparison(
      { event: unused, previousEvent: unused },
      new Bodies({ body: unused }),
    ),
    exports: { ask },
    feed,
    marks: new Marks(port, () => undefined),
    replaying: { ask: () => Promise.resolve() },
    selection: new Selection(),
    view: new View(),
  };
  marked.forEach((id) => on.selection.toggle(id));
  render(SelectionBar, { ...on, deeds: new Deeds(on) });
  return { ...on, ask, pinEvents, user: userEvent.setup() };
}

describe('the bar of selected events', () => {
  it('is there once one is selected, and says how many', async () => {
    const { selection, user } = await shown();
    expect(screen.queryByRole('toolbar')).toBeNull();
    selection.toggle(9);
    expect(await screen.findByText('1 event selected')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Compare with the previous' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Select none (Esc)' }));
    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  it('compares two, and not three', async () => {
    const { comparison, selection, user } = await shown(9, 8, 7);
    expect(screen.getByRole('button', { name: 'Compare' })).toHaveProperty('disabled', true);
    selection.toggle(8);
    await user.click(await screen.findByRole('button', { name: 'Compare' }));
    expect(selection.open).toBe(9);
    expect(comparison.baseFor(9)).toBe(7);
  });

  it('exports what is selected', async () => {
    const { ask, user } = await shown(9, 8);
    await user.click(screen.getByRole('button', { name: 'Export…' }));
    expect(ask).toHaveBeenLastCalledWith([9, 8], []);
  });

  it('unpins when all are pinned, and pins otherwise', async () => {
    const { pinEvents, selection, user } = await shown(9, 8);
    await user.click(screen.getByRole('button', { name: 'Unpin' }));
    expect(pinEvents).toHaveBeenLastCalledWith([9, 8], false);
    selection.toggle(7);
    await user.click(await screen.findByRole('button', { name: 'Pin' }));
    expect(pinEvents).toHaveBeenLastCalledWith([9, 8, 7], true);
  });
});

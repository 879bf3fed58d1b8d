import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FeedRow } from '$lib/ipc';
import { Feed } from '../model/feed.svelte';
import { Selection } from '../model/selection.svelte';
import { FakeBackend, rowsDown } from '../testing';
import FeedList from './FeedList.svelte';
import { alike } from './menu/alike';

async function shown() {
  const feed = new Feed(new FakeBackend(rowsDown(9, 3)));
  await feed.start();
  const selection = new Selection();
  const menuOf = (of: FeedRow) => [alike(of, feed.filter, (to) => void feed.setFilter(to))];
  const { component } = render(FeedList, { feed, selection, menuOf });
  component.focus();
  return { component, feed, selection, user: userEvent.setup() };
}

describe('the menu of a row, by keys', () => {
  beforeAll(() => import('./RowMenu.svelte'), 60_000);

  it('is of the row the keyboard stands on, and only there', async () => {
    const { component } = await shown();
    expect(component.openMenu()).toBe(false);
    component.move('next');
    component.move('next');
    await waitFor(() => expect(component.openMenu()).toBe(true));
    expect(await screen.findByRole('menu', { name: 'Menu of Order 8 was created' })).toBeTruthy();
  });

  it('gives the keyboard back to the list when it is left', async () => {
    const { component, user } = await shown();
    component.move('first');
    await waitFor(() => expect(component.openMenu()).toBe(true));
    (await screen.findByRole('menuitem', { name: 'Show only ones like this' })).focus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('grid'));
  });

  it('filters the feed by what is chosen in it', async () => {
    const { component, feed, user } = await shown();
    component.move('first');
    await waitFor(() => expect(component.openMenu()).toBe(true));
    (await screen.findByRole('menuitem', { name: 'Hide ones like this' })).focus();
    await user.keyboard('{ArrowRight}');
    (await screen.findByRole('menuitem', { name: /^Trigger/ })).focus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(feed.filter).toEqual([
        { not: true, term: { field: 'trigger', value: 'order_created' } },
      ]),
    );
  });
});

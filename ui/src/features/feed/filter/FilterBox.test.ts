import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Condition, SavedFilter } from '$lib/ipc';
import { NO_CHOICES } from '../language/choices';
import { excludes, type FeedFilter, wants } from '../model/filter';
import { SavedFilters } from '../model/saved.svelte';
import { Search, SLOW_MS } from '../model/search.svelte';
import FilterBox from './FilterBox.svelte';

const choices = {
  ...NO_CHOICES,
  apps: [{ id: 1, name: 'Orders sync' }],
  stores: [{ id: 7, name: 'Northwind Outdoor', note: 'g5cd38' }],
  triggers: [{ id: 'order_created', name: 'Order Created' }],
};
const contains = (value: string) => wants({ field: 'text', value });
const store = wants({ field: 'store', value: 7 });

class Kept {
  list: SavedFilter[] = [];
  savedFilters = async () => this.list;
  saveFilter = async (name: string, filter: FeedFilter) => {
    const kept = { id: this.list.length + 1, name, conditions: filter as Condition[] };
    this.list = [...this.list.filter((one) => one.name !== name), kept];
    return kept;
  };
  deleteFilter = async (id: number) => {
    this.list = this.list.filter((one) => one.id !== id);
  };
}

function shown(filter: FeedFilter = [], kept: SavedFilter[] = []) {
  const port = new Kept();
  port.list = kept;
  const search = new Search();
  const onchange = vi.fn((to: FeedFilter) => view.rerender({ filter: to }));
  const [onleave, ongoon] = [vi.fn(), vi.fn()];
  const saved = new SavedFilters(port);
  const view = render(FilterBox, { filter, choices, saved, search, onchange, ongoon, onleave });
  const last = () => onchange.mock.lastCall?.[0];
  return { port, search, onchange, last, onleave, ongoon, user: userEvent.setup() };
}

const box = () => screen.getByRole<HTMLInputElement>('combobox');

describe('the filter box', () => {
  it('searches for what was typed, with Enter alone', async () => {
    const { user, last } = shown();
    await user.type(box(), 'paid 100%{Enter}');
    expect(last()).toEqual([contains('paid 100%')]);
    expect(box().value).toBe('');
  });

  it('offers names, walks them with the arrows and says which one is meant', async () => {
    const { user, last } = shown([contains('250')]);
    await user.click(box());
    expect(box().getAttribute('aria-expanded')).toBe('true');
    await user.type(box(), 'north{ArrowDown}');
    const meant = document.getElementById(box().getAttribute('aria-activedescendant') ?? '');
    expect(meant?.textContent).toContain('Northwind Outdoor');
    await user.keyboard('{Enter}');
    expect(last()).toEqual([contains('250'), store]);
  });

  it('goes on from a field to its values', async () => {
    const { user, last } = shown();
    await user.click(box());
    await user.keyboard('{ArrowDown}{Enter}');
    expect(box().value).toBe('trigger:');
    await user.keyboard('{Enter}');
    expect(last()).toEqual([wants({ field: 'trigger', value: 'order_created' })]);
  });

  it('says why a value is not understood, and keeps it', async () => {
    const { user, onchange, last } = shown();
    await user.type(box(), 'paid store:nowhere{Enter}');
    expect(last()).toEqual([contains('paid')]);
    expect(box().value).toBe('store:nowhere');
    expect(screen.getByRole('alert').textContent).toContain('No store is called “nowhere”');
    expect(box().getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id);
    await user.type(box(), '{Backspace}');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onchange).toHaveBeenCalledOnce();
  });

  it('turns a chip round with click and keyboard, and removes it', async () => {
    const { user, last } = shown([store, contains('a')]);
    const chip = screen.getByRole('button', { name: 'Store Northwind Outdoor: exclude' });
    await user.click(chip);
    expect(last()).toEqual([excludes(store.term), contains('a')]);
    expect(chip.getAttribute('aria-pressed')).toBe('true');
    chip.focus();
    await user.keyboard('{Enter}');
    expect(last()).toEqual([store, contains('a')]);
    await user.click(screen.getByRole('button', { name: 'Remove Store Northwind Outdoor' }));
    expect(last()).toEqual([contains('a')]);
  });

  it('reaches its chips with the arrows and removes them with Delete', async () => {
    const { user, last } = shown([store, contains('a')]);
    await user.click(box());
    await user.keyboard('{Escape}{ArrowLeft}{ArrowLeft}');
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Northwind');
    await user.keyboard('{Delete}');
    await tick();
    expect(last()).toEqual([contains('a')]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Contains “a”: exclude');
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(box());
  });

  it('removes the last chip with Backspace in an empty box, and never text', async () => {
    const { user, onchange, last } = shown([store]);
    await user.type(box(), 'a{Backspace}');
    expect(onchange).not.toHaveBeenCalled();
    await user.keyboard('{Backspace}');
    expect(last()).toEqual([]);
  });

  it('closes with Esc, then empties, then leaves', async () => {
    const { user, onleave } = shown();
    await user.type(box(), 'ord{Escape}');
    expect(box().getAttribute('aria-expanded')).toBe('false');
    expect(box().value).toBe('ord');
    await user.keyboard('{Escape}');
    expect(box().value).toBe('');
    expect(onleave).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(onleave).toHaveBeenCalledOnce();
  });

  it('offers what was searched for last', async () => {
    const { user, last } = shown();
    await user.type(box(), 'first{Enter}');
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    await user.click(box());
    await user.click(screen.getByRole('option', { name: 'Contains “first”' }));
    expect(last()).toEqual([contains('first')]);
  });
});

describe('a search under the box', () => {
  it('shows how far it is, stops with Esc and goes on', async () => {
    const { user, search, ongoon, onleave } = shown([store]);
    vi.useFakeTimers();
    search.begin();
    search.reached(0.345);
    vi.advanceTimersByTime(SLOW_MS);
    vi.useRealTimers();
    await tick();
    expect(screen.getByText('Searched 34 %')).toBeTruthy();
    box().focus();
    await user.keyboard('{Escape}{Escape}');
    expect(search.state).toBe('stopped');
    expect(onleave).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(ongoon).toHaveBeenCalledOnce();
  });
});

describe('saved filters', () => {
  const open = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.click(screen.getByRole('button', { name: /^Saved filters/ }));
    return within(await screen.findByRole('dialog'));
  };

  it('are saved under a name', async () => {
    const { user, port } = shown([store]);
    const menu = await open(user);
    await user.type(menu.getByLabelText('Save this filter as'), ' Ours {Enter}');
    await vi.waitFor(() =>
      expect(port.list).toEqual([{ id: 1, name: 'Ours', conditions: [store] }]),
    );
  });

  it('say before that one of the name is replaced', async () => {
    const { user } = shown([store], [{ id: 4, name: 'Ours', conditions: [contains('x')] }]);
    const menu = await open(user);
    await user.type(menu.getByLabelText('Save this filter as'), 'Ours');
    expect(await menu.findByText('Replaces the filter saved as “Ours”.')).toBeTruthy();
    expect(menu.getByRole('button', { name: 'Replace' })).toBeTruthy();
  });

  it('are applied with one click, and deleted with two', async () => {
    const kept = [{ id: 4, name: 'Ours', conditions: [contains('x')] }];
    const { user, port, last } = shown([], kept);
    let menu = await open(user);
    await user.click(await menu.findByRole('button', { name: /^Ours/ }));
    expect(last()).toEqual([contains('x')]);
    menu = await open(user);
    await user.click(await menu.findByRole('button', { name: 'Delete “Ours”' }));
    expect(port.list).toHaveLength(1);
    await user.click(menu.getByRole('button', { name: 'Really delete “Ours”' }));
    await vi.waitFor(() => expect(port.list).toEqual([]));
  });
});

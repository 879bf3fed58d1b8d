import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { manyStores, mockRows, mockStores } from '../mock';
import { Chosen } from './chosen.svelte';
import { sortedRows, URGENT } from './list';
import StoreList from './StoreList.svelte';

function shown(rows = sortedRows(mockRows(mockStores()), URGENT)) {
  const [chosen, onopen, onsort] = [new Chosen(), vi.fn(), vi.fn()];
  render(StoreList, { rows, chosen, sort: URGENT, onsort, onopen });
  return { rows, chosen, onopen, onsort, user: userEvent.setup() };
}

describe('the list of stores on screen', () => {
  it('says of each store what somebody should look at', () => {
    shown();
    const held = screen.getByRole('row', { name: /x81fzz/ });
    expect(within(held).getByText('Waits for you')).toBeTruthy();
    const short = screen.getByRole('row', { name: /Lumen & Oak/ });
    expect(within(short).getByText('3 of 4')).toBeTruthy();
    expect(within(short).getAllByText(/did not grant/)).toHaveLength(2);
    const practice = screen.getByRole('row', { name: /Handwerksmanufaktur/ });
    expect(within(practice).getAllByText('Practice').length).toBeGreaterThan(0);
  });

  it('is walked, marked and opened by keyboard', async () => {
    const { rows, chosen, onopen, user } = shown();
    screen.getByRole('grid').focus();
    await user.keyboard('{ArrowDown}{ArrowDown} ');
    expect([...chosen.marked]).toEqual([rows[1]?.id]);
    await user.keyboard('{Enter}');
    expect(onopen).toHaveBeenCalledExactlyOnceWith(rows[1]?.id);
    await user.keyboard('{Control>}a{/Control}');
    expect(chosen.marked.size).toBe(rows.length);
    await user.keyboard('{Escape}');
    expect(chosen.marked.size).toBe(0);
  });

  it('opens a store by a click, and marks it by its box', async () => {
    const { rows, chosen, onopen, user } = shown();
    await user.click(screen.getByRole('checkbox', { name: 'Select Northwind Outdoor' }));
    expect(onopen).not.toHaveBeenCalled();
    const northwind = rows.find(({ name }) => name === 'Northwind Outdoor');
    expect([...chosen.marked]).toEqual([northwind?.id]);
    await user.click(screen.getByText('Northwind Outdoor'));
    expect(onopen).toHaveBeenCalledExactlyOnceWith(northwind?.id);
  });

  it('says which column it is sorted by, and asks for another', async () => {
    const { onsort, user } = shown();
    const head = screen.getByRole('columnheader', { name: 'State' });
    expect(head.getAttribute('aria-sort')).toBe('ascending');
    await user.click(screen.getByRole('button', { name: 'Last event' }));
    expect(onsort).toHaveBeenCalledExactlyOnceWith('lastEvent');
  });

  it('draws few of many', () => {
    const { rows } = shown(mockRows(manyStores(500)));
    expect(rows).toHaveLength(506);
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
  });
});

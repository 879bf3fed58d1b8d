import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { FeedFilter } from '../model/filter';
import FilterBox from './FilterBox.svelte';

const choices = {
  apps: [{ id: 1, name: 'Orders sync' }],
  stores: [{ id: 7, name: 'Northwind Outdoor', note: 'g5cd38' }],
  triggers: [{ id: 'order_created', name: 'Order Created' }],
};

function shown(filter: FeedFilter = {}) {
  const onchange = vi.fn();
  const onleave = vi.fn();
  render(FilterBox, { filter, choices, onchange, onleave });
  return { onchange, onleave, box: screen.getByRole('combobox'), user: userEvent.setup() };
}

describe('the filter box', () => {
  it('filters by what was typed, with Enter alone', async () => {
    const { user, box, onchange } = shown();
    await user.type(box, '250{Enter}');
    expect(onchange).toHaveBeenCalledExactlyOnceWith({ resource: '250' });
    expect(box).toHaveProperty('value', '');
  });

  it('offers names, walks them with the arrows and says which one is meant', async () => {
    const { user, box, onchange } = shown({ resource: '250' });
    await user.click(box);
    expect(box.getAttribute('aria-expanded')).toBe('true');
    await user.type(box, 'north{ArrowDown}{ArrowUp}');
    const meant = document.getElementById(box.getAttribute('aria-activedescendant') ?? '');
    expect(meant?.textContent).toContain('Northwind Outdoor');
    await user.keyboard('{Enter}');
    expect(onchange).toHaveBeenCalledExactlyOnceWith({ resource: '250', storeId: 7 });
  });

  it('shows each field as a chip that can be removed', async () => {
    const { user, onchange } = shown({ storeId: 7, verdict: 'quarantined' });
    await user.click(screen.getByRole('button', { name: 'Remove Store Northwind Outdoor' }));
    expect(onchange).toHaveBeenCalledExactlyOnceWith({ verdict: 'quarantined' });
  });

  it('removes the last chip with Backspace in an empty box, and never text', async () => {
    const { user, box, onchange } = shown({ storeId: 7 });
    await user.type(box, 'a{Backspace}');
    expect(onchange).not.toHaveBeenCalled();
    await user.keyboard('{Backspace}');
    expect(onchange).toHaveBeenCalledExactlyOnceWith({});
  });

  it('closes with Esc, then empties, then leaves', async () => {
    const { user, box, onleave } = shown();
    await user.type(box, 'ord{Escape}');
    expect(box.getAttribute('aria-expanded')).toBe('false');
    expect(box).toHaveProperty('value', 'ord');
    await user.keyboard('{Escape}');
    expect(box).toHaveProperty('value', '');
    expect(onleave).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(onleave).toHaveBeenCalledOnce();
  });
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { MenuGroup } from './menu/menu';
import RowMenu from './RowMenu.svelte';

function shown() {
  const [first, inner, onclose] = [vi.fn(), vi.fn(), vi.fn()];
  const groups: MenuGroup[] = [
    [
      { kind: 'item', label: 'Pin', run: first },
      {
        kind: 'branch',
        label: 'Show only',
        items: [
          { kind: 'item', label: 'Trigger', run: vi.fn() },
          { kind: 'item', label: 'Store', about: 'Northwind', run: inner },
        ],
      },
    ],
    [{ kind: 'item', label: 'Export', disabled: true, run: vi.fn() }],
  ];
  const place = new DOMRect(10, 10, 0, 0);
  render(RowMenu, { groups, label: 'Menu of Order 1', place, onclose });
  return { first, inner, onclose, user: userEvent.setup() };
}

describe('the menu of a row', () => {
  it('lists its groups, apart from one another', async () => {
    shown();
    expect(await screen.findByRole('menu', { name: 'Menu of Order 1' })).toBeTruthy();
    const names = screen.getAllByRole('menuitem').map((item) => item.textContent?.trim());
    expect(names).toEqual(['Pin', 'Show only', 'Export']);
    expect(document.querySelectorAll('[role="separator"]')).toHaveLength(1);
    expect(screen.getByRole('menuitem', { name: 'Export' })).toHaveProperty('dataset.disabled', '');
  });

  it('does what is chosen, and closes', async () => {
    const { first, onclose, user } = shown();
    await user.click(await screen.findByRole('menuitem', { name: 'Pin' }));
    expect(first).toHaveBeenCalledOnce();
    expect(onclose).toHaveBeenCalled();
  });

  it('is walked by keyboard, the menu beside too', async () => {
    const { inner, user } = shown();
    const branch = await screen.findByRole('menuitem', { name: 'Show only' });
    branch.focus();
    await user.keyboard('{ArrowRight}');
    const item = await screen.findByRole('menuitem', { name: /^Store/ });
    item.focus();
    await user.keyboard('{Enter}');
    expect(inner).toHaveBeenCalledOnce();
  });

  it('closes with Esc', async () => {
    const { onclose, user } = shown();
    (await screen.findByRole('menuitem', { name: 'Pin' })).focus();
    await user.keyboard('{Escape}');
    expect(onclose).toHaveBeenCalled();
  });
});

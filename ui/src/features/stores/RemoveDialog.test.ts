import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { StoreView } from '$lib/ipc';
import { mockStores } from './mock';
import RemoveDialog from './RemoveDialog.svelte';

const [store] = mockStores() as [StoreView];

function shown(given: Partial<StoreView> = {}) {
  const onremove = vi.fn();
  render(RemoveDialog, {
    open: true,
    store: { ...store, ...given },
    busy: false,
    error: null,
    onremove,
  });
  return onremove;
}

it('names what goes before it goes', async () => {
  const onremove = shown();
  const goes = screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(goes).toEqual([
    expect.stringContaining('4 hooks at BigCommerce'),
    expect.stringContaining('token'),
    expect.stringContaining('every event of this store'),
  ]);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Remove store and events' }));
  expect(onremove).toHaveBeenCalledOnce();
});

it('does not speak of hooks where there are none', () => {
  shown({ hooksActive: 0 });
  expect(screen.queryByText(/hook/)).toBeNull();
});

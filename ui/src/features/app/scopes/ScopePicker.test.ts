import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { scope } from '../testing';
import ScopePicker from './ScopePicker.svelte';

const SCOPES = [
  scope('store_v2_customers', { row: 'Customers' }),
  scope('store_cart', { row: 'Carts' }),
  scope('store_cart_read_only', { row: 'Carts', level: 'Read-Only' }),
];

const options = () => screen.queryAllByRole('option').map((option) => option.textContent);

describe('the list of documented scopes', () => {
  it('narrows to what is typed, and adds what Enter is pressed on', async () => {
    const user = userEvent.setup();
    const onpick = vi.fn();
    render(ScopePicker, { props: { scopes: SCOPES, onpick } });

    await user.click(screen.getByRole('combobox'));
    await vi.waitFor(() => expect(options()).toHaveLength(3));
    await user.keyboard('cart read-only');
    await vi.waitFor(() => expect(options()).toHaveLength(1));
    await user.keyboard('{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(onpick).toHaveBeenCalledExactlyOnceWith('store_cart_read_only'));
  });

  it('shows what no store app can hold, and does not add it', async () => {
    const user = userEvent.setup();
    const onpick = vi.fn();
    const note = 'It belongs to an account.';
    const account = scope('account_read', { row: 'Account', forStores: false, note });
    render(ScopePicker, { props: { scopes: [...SCOPES, account], onpick } });
    expect(screen.getByRole('combobox').getAttribute('placeholder')).toBe('Search 3 scopes');
    await user.click(screen.getByRole('combobox'));
    await user.keyboard('account');
    await screen.findByText(note);
    expect(screen.getByRole('option').hasAttribute('data-disabled')).toBe(true);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onpick).not.toHaveBeenCalled();
  });

  it('says so when nothing matches', async () => {
    const user = userEvent.setup();
    render(ScopePicker, { props: { scopes: SCOPES, onpick: vi.fn() } });
    await user.click(screen.getByRole('combobox'));
    await user.keyboard('nothing like it');
    await screen.findByText(/No documented scope matches/);
  });
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { backend } from '../testing';
import CustomScope from './CustomScope.svelte';

const check = (change: object) => () => ({
  wellFormed: true,
  forStores: true,
  documented: null,
  didYouMean: null,
  message: 'BigCommerce documents no such scope.',
  ...change,
});

async function type(text: string): Promise<void> {
  const field = screen.getByLabelText('Type a custom scope');
  await fireEvent.input(field, { target: { value: text } });
}

const add = () => fireEvent.click(screen.getByRole('button', { name: 'Add' }));

describe('a custom scope', () => {
  it('is checked before it is added, however fast Enter was', async () => {
    const asked = backend({ check_scope: check({}) });
    const onadd = vi.fn(() => Promise.resolve(true));
    render(CustomScope, { props: { connector: 'bigcommerce', onadd, onpick: vi.fn() } });
    await type(' store_new_thing ');
    await add();
    await vi.waitFor(() => expect(onadd).toHaveBeenCalledWith('store_new_thing'));
    expect(asked[0]?.args).toEqual({ connector: 'bigcommerce', typed: 'store_new_thing' });
  });

  it('is not added when it has not the form of one', async () => {
    backend({ check_scope: check({ wellFormed: false, message: 'Only small letters.' }) });
    const onadd = vi.fn(() => Promise.resolve(true));
    render(CustomScope, { props: { connector: 'bigcommerce', onadd, onpick: vi.fn() } });
    await type('Store Things');
    await add();
    await screen.findByText(/Only small letters/);
    expect(onadd).not.toHaveBeenCalled();
  });

  it('does not offer one that no store app can hold', async () => {
    const message = 'It belongs to an account.';
    backend({ check_scope: check({ documented: 'account_read', forStores: false, message }) });
    const onadd = vi.fn(() => Promise.resolve(true));
    render(CustomScope, { props: { connector: 'bigcommerce', onadd, onpick: vi.fn() } });
    await type('account_read');
    await add();
    await screen.findByText(/It belongs to an account/);
    expect(screen.queryByRole('button', { name: /instead/ })).toBeNull();
    expect(onadd).not.toHaveBeenCalled();
  });

  it('offers the documented one it looks like', async () => {
    backend({ check_scope: check({ didYouMean: 'store_cart' }) });
    const onpick = vi.fn();
    const onadd = () => Promise.resolve(true);
    render(CustomScope, { props: { connector: 'bigcommerce', onadd, onpick } });
    await type('store_carts');
    await fireEvent.click(await screen.findByRole('button', { name: 'Add store_cart instead' }));
    expect(onpick).toHaveBeenCalledWith('store_cart');
  });
});

import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { route, type ActionsRoute } from '$frame/routes';
import { parse } from '$frame/router.svelte';
import { ipc } from '$lib/ipc';
import { installMock } from '$lib/ipc/mock';
import ActionsScreen from './ActionsScreen.svelte';
import { Desk } from './desk.svelte';

let follow: () => void = () => undefined;
addEventListener('hashchange', () => follow());

/** The screen at a hash, which it follows. */
function open(hash: string, scenario = 'full') {
  installMock(scenario);
  location.hash = hash;
  const at = () => route(parse(location.hash)) as ActionsRoute;
  const { rerender } = render(ActionsScreen, { at: at(), desk: new Desk(ipc) });
  follow = () => void rerender({ at: at() });
  return { user: userEvent.setup() };
}

const form = () => screen.findByRole('region', { name: 'Create refund' });

afterEach(() => (follow = () => undefined));

describe('the screen of actions', { timeout: 20_000 }, () => {
  it('finds an action by keyboard and opens it', async () => {
    const { user } = open('#/actions');
    await screen.findByText('Run an action on a store');
    await user.keyboard('/');
    const search = screen.getByRole('searchbox', { name: 'Search actions' });
    expect(document.activeElement).toBe(search);
    await user.keyboard('orders');
    await user.keyboard('{ArrowDown}{ArrowUp}{Enter}');
    expect(location.hash).toBe('#/actions/list_orders');
    await screen.findByRole('region', { name: 'List orders' });
  });

  it('is quiet about what is missing until a run is tried, then leads there', async () => {
    const { user } = open('#/actions/create_refund/store/1');
    const region = await form();
    const order = within(region).getByRole('textbox', { name: 'Order' });
    expect(order.getAttribute('aria-invalid')).toBeNull();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(order.getAttribute('aria-invalid')).toBe('true'));
    await waitFor(() => expect(document.activeElement?.id).toBe(order.id));
    expect(screen.getByText('3 fields to mend')).toBeTruthy();
  });

  it('says at its place what is wrong with what was typed', async () => {
    const { user } = open('#/actions/create_refund/store/1');
    const region = await form();
    await user.type(within(region).getByRole('textbox', { name: 'Order' }), 'a b');
    await within(region).findByText('An id has letters, digits, hyphens and underscores only');
    expect(within(region).queryByText('Fill in Items or Tax overcharged')).toBeNull();
  });

  it('shows the request, asks with store and amount, and shows the answer', async () => {
    const { user } = open('#/actions/create_refund/store/1');
    await form();
    await user.click(screen.getByRole('button', { name: 'Fill in an example' }));
    await screen.findByRole('button', { name: 'Copy as cURL' });
    await user.click(screen.getByRole('button', { name: 'Run…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Refund 18.00 of order 118?' });
    expect(dialog.textContent).toContain('Northwind Outdoor');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('textbox', { name: 'Order' })).toHaveProperty('value', '118');
    await user.click(screen.getByRole('button', { name: 'Run…' }));
    await user.click(await screen.findByRole('button', { name: 'Refund 18.00 USD' }));
    await screen.findByRole('tree', { name: 'Answer' });
    expect(screen.getByText(/^200 · /)).toBeTruthy();
  });

  it('adds, moves and takes away items, and keeps what stands in them', async () => {
    const { user } = open('#/actions/create_refund/store/1');
    await form();
    const providers = () =>
      screen
        .getAllByRole('textbox', { name: 'Payment provider' })
        .map((field) => (field as HTMLInputElement).value);
    await user.type(screen.getByRole('textbox', { name: 'Payment provider' }), 'one');
    await user.click(screen.getByRole('button', { name: 'Add to Payments' }));
    expect(document.activeElement?.getAttribute('id')).toContain('provider_id');
    await user.keyboard('two');
    await user.click(screen.getByRole('button', { name: 'Move Payments 2 up' }));
    expect(providers()).toEqual(['two', 'one']);
    await user.click(screen.getByRole('button', { name: 'Take Payments 1 away' }));
    expect(providers()).toEqual(['one']);
  });

  it('asks the store what can be chosen, once what it depends on is there', async () => {
    const { user } = open('#/actions/create_refund/store/1');
    const region = await form();
    const item = within(region).getByRole('combobox', { name: 'Item' });
    await user.click(item);
    await screen.findByText('Fill in Order first, and the store is asked.');
    await user.type(within(region).getByRole('textbox', { name: 'Order' }), '118');
    await user.click(item);
    await screen.findByRole('option', { name: /Harbour bowl/ });
    await user.keyboard('harb{ArrowDown}{Enter}');
    expect(item).toHaveProperty('value', '42');
    expect(screen.getByText('Harbour bowl · HB-2')).toBeTruthy();
  });

  it('runs nothing on a store that is gone, and says why', async () => {
    const { user } = open('#/actions/get_order/store/6');
    await screen.findByText('Nothing can be run on this store');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.getByRole('button', { name: 'Run' })).toHaveProperty('disabled', true);
    expect(screen.queryByText('1 field to mend')).toBeNull();
  });

  it('leads to a store where there is none', async () => {
    open('#/actions', 'empty');
    await screen.findByText('No store yet');
    expect(screen.getByRole('link', { name: 'Open the catalog' })).toBeTruthy();
  });
});

describe('the history on the screen', { timeout: 20_000 }, () => {
  it('is empty at first', async () => {
    open('#/actions/history', 'empty');
    await screen.findByText('Nothing was run yet');
  });

  it('fills the form in as a call was', async () => {
    const { user } = open('#/actions/history/232');
    await user.click(await screen.findByRole('button', { name: 'Rerun…' }));
    const region = await screen.findByRole('region', { name: 'Get order' });
    expect(location.hash).toBe('#/actions/get_order/store/1');
    expect(within(region).getByRole('textbox', { name: 'Order' })).toHaveProperty('value', '118');
    expect(screen.getByText('Repeats a call of the history')).toBeTruthy();
  });

  it('says what went wrong, with what mends it', async () => {
    open('#/actions/history/232');
    await screen.findByText('BigCommerce has no such order');
    expect(screen.getByRole('link', { name: 'Diagnose' })).toBeTruthy();
  });

  it('looks whether a lost call happened, and takes the user’s word', async () => {
    const { user } = open('#/actions/history/233');
    await screen.findByText('Nobody knows whether this happened');
    await user.click(screen.getByRole('button', { name: 'Look at BigCommerce' }));
    await screen.findByText('BigCommerce shows one that is the same.');
    await user.click(screen.getByRole('button', { name: 'It happened' }));
    await waitFor(() => expect(screen.getAllByText('It happened, you said').length).toBe(2));
    expect(screen.queryByRole('button', { name: 'It did not, send again' })).toBeNull();
  });

  it('asks once more before a lost call is sent again', async () => {
    const { user } = open('#/actions/history/233');
    await user.click(await screen.findByRole('button', { name: 'It did not, send again' }));
    await screen.findByRole('dialog', { name: 'Refund 18.00 of order 118?' });
  });

  it('names what goes before it forgets', async () => {
    const { user } = open('#/actions/history');
    await screen.findByRole('list', { name: /Calls/ });
    await user.click(screen.getByRole('button', { name: 'Forget calls…' }));
    await screen.findByRole('dialog', { name: 'Forget the calls on every store?' });
    await user.click(screen.getByRole('button', { name: 'Forget the calls' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const list = await screen.findByRole('list', { name: /Calls/ });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
  });
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { cell, finding, line, table } from '../app/scopes/testing';
import { backend, storeView } from '../app/testing';
import StoreScopes from './StoreScopes.svelte';

const LATE = table({
  lines: [
    line('Carts', cell('Read-Only', ['store_cart_read_only']), {
      stores: [{ cell: cell('None', [], 'missing'), stores: 1 }],
    }),
  ],
  findings: [finding('The store has not consented to Carts yet')],
});

describe('the scopes of a store', () => {
  it('are compared with the app and the portal', async () => {
    const asked = backend({ store_scopes: () => ({ mode: 'live', table: LATE }) });
    render(StoreScopes, { props: { store: storeView() } });
    await screen.findByText('The store has not consented to Carts yet');
    screen.getByRole('columnheader', { name: 'This store’s token' });
    screen.getByRole('button', { name: 'Ask for consent again' });
    expect(screen.getByRole('link', { name: 'Scopes of Practice' }).getAttribute('href')).toBe(
      '#/apps/7/settings/scopes',
    );
    expect(asked[0]?.args).toEqual({ storeId: 3 });
  });

  it('asks the store directly by its hash', async () => {
    const asked = backend({
      store_scopes: () => ({ mode: 'live', table: LATE }),
      watch_install: () => null,
      begin_install: () => ({
        stage: 'waiting',
        since: 1,
        openedUrl: 'https://login.bigcommerce.com/oauth2/authorize',
        storeId: null,
        problem: null,
        suspicions: [],
      }),
    });
    render(StoreScopes, { props: { store: storeView() } });
    await fireEvent.click(
      await screen.findByRole('button', { name: 'Ask this store directly (experimental)' }),
    );
    await screen.findByText('The page that opened');
    expect(asked.find((it) => it.command === 'begin_install')?.args).toMatchObject({
      id: 7,
      way: { way: 'authorize', storeHash: 'g5cd38' },
    });
  });

  it('are none without a token', async () => {
    backend({ store_scopes: () => ({ mode: 'live', table: null }) });
    render(StoreScopes, { props: { store: storeView({ state: 'uninstalled' }) } });
    await screen.findByText(/no token any more/);
  });

  it('can be asked for again after a failure', async () => {
    const answer = vi.fn(() => {
      throw { code: 'internal', message: 'The ledger is busy.', hint: 'Wait.', field: null };
    });
    backend({ store_scopes: answer });
    render(StoreScopes, { props: { store: storeView() } });
    await fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(2));
  });
});

import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { AccountView } from '$lib/ipc';
import { OpenApp } from '../app/openApp.svelte';
import { appView, backend } from '../app/testing';
import AccountCredentials from './AccountCredentials.svelte';

const ACCOUNT: AccountView = {
  storeId: 3,
  store: 'Northwind',
  hash: 'g5cd38',
  tokenGivenAt: 0,
  tokenProvedAt: 0,
  tokenRefused: false,
};

function shown(account: AccountView) {
  const app = appView({ kind: 'storeAccount', account });
  render(AccountCredentials, { open: new OpenApp(app.id), app, account });
}

describe('the credentials of an API account', () => {
  it('say what of them is proved', () => {
    shown({ ...ACCOUNT, tokenProvedAt: Date.now() });
    const told = screen.getByText(/BigCommerce accepts it/).textContent;
    expect(told.trim().replace(/\s+/g, ' ')).toBe('BigCommerce accepts it, checked just now');
    expect(screen.getByText('Not proved yet')).toBeTruthy();
    expect(screen.queryByText(/deleted/)).toBeNull();
  });

  it('are replaced, and say why when they are not', async () => {
    let refused = true;
    const asked = backend({
      replace_account: () => {
        const error = {
          code: 'validation',
          message: 'Another store’s.',
          hint: '',
          field: 'apiPath',
        };
        if (refused) throw error as unknown as Error;
        return appView({ kind: 'storeAccount', account: ACCOUNT });
      },
    });
    shown({ ...ACCOUNT, tokenRefused: true });
    expect(screen.getByText(/its hooks went with it/)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Replace credentials' }));
    const text = 'ACCESS TOKEN: t2\nCLIENT ID: id2\nCLIENT SECRET: s2\nAPI PATH: z4zn3wo';
    const area = screen.getByLabelText('Paste the file');
    await fireEvent.input(area, { target: { value: text } });
    await fireEvent.change(area);
    const replace = () =>
      fireEvent.click(screen.getByRole('button', { name: 'Replace credentials' }));
    await replace();
    await screen.findByText('Another store’s.');
    expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toBe('id2');
    refused = false;
    await replace();
    await waitFor(() => expect(screen.queryByLabelText('Paste the file')).toBeNull());
    expect(asked.at(-1)?.args).toMatchObject({ id: 7, clientId: 'id2', accessToken: 't2' });
  });
});

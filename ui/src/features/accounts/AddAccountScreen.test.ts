import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { backend, storeView } from '../app/testing';
import AddAccountScreen from './AddAccountScreen.svelte';
import { adding } from './session.svelte';

const FILE = `ACCESS TOKEN: tok3n
CLIENT ID: id1
CLIENT SECRET: s3cret
NAME: Warehouse
API PATH: https://api.bigcommerce.com/stores/g5cd38/v3/`;

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const add = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Add the store' });
const paste = (text: string) =>
  fireEvent.paste(screen.getByLabelText('Paste the file'), {
    clipboardData: { getData: () => text },
  });

afterEach(() => {
  adding.done();
  location.hash = '';
});

describe('adding a store by its API account', () => {
  it('fills the fields from the file, which does not stay on the screen', async () => {
    render(AddAccountScreen);
    expect(add().disabled).toBe(true);
    await paste(FILE);
    expect(field('API path or store hash').value).toContain('/stores/g5cd38/');
    expect(field('Access token').type).toBe('password');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Paste the file').value).toBe('');
    expect(screen.getByText(/Filled in: name, API path/)).toBeTruthy();
    expect(add().disabled).toBe(false);
  });

  it('keeps what was typed when BigCommerce refuses it, and puts the keyboard on the mistake', async () => {
    const refuse = () => {
      const error = {
        code: 'validation',
        message: 'Not accepted.',
        hint: '',
        field: 'accessToken',
      };
      throw error as unknown as Error;
    };
    backend({ add_account: refuse });
    render(AddAccountScreen);
    await paste(FILE);
    await fireEvent.click(add());
    await screen.findByText('Not accepted.');
    expect([field('Name').value, field('Client ID').value]).toEqual(['Warehouse', 'id1']);
    expect(field('Access token').value).toBe('tok3n');
    await waitFor(() => expect(document.activeElement).toBe(field('Access token')));
  });

  it('opens the store that was added', async () => {
    const asked = backend({ add_account: () => storeView({ id: 9, kind: 'storeAccount' }) });
    render(AddAccountScreen);
    await paste(FILE);
    await fireEvent.click(screen.getByRole('radio', { name: 'Practice' }));
    await fireEvent.click(add());
    await waitFor(() => expect(location.hash).toBe('#/stores/9'));
    expect(asked.find(({ command }) => command === 'add_account')?.args).toMatchObject({
      connector: 'bigcommerce',
      mode: 'practice',
      account: { name: 'Warehouse', clientId: 'id1' },
      clientSecret: 's3cret',
      accessToken: 'tok3n',
    });
    expect(adding.draft.clientSecret).toBe('');
  });

  it('lets the secrets go when the screen is left, and nothing else', async () => {
    const { unmount } = render(AddAccountScreen);
    await paste(FILE);
    unmount();
    expect([adding.draft.name, adding.draft.clientSecret]).toEqual(['Warehouse', '']);
  });
});

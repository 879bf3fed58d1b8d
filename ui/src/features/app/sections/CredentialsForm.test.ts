import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { OpenApp } from '../openApp.svelte';
import { appView, backend } from '../testing';
import CredentialsForm from './CredentialsForm.svelte';

async function fill(id: string, secret: string): Promise<void> {
  await fireEvent.input(screen.getByLabelText('Client ID'), { target: { value: id } });
  await fireEvent.input(screen.getByLabelText('Client Secret'), { target: { value: secret } });
}

const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save credentials' }));

describe('the credentials', () => {
  it('are sent as typed, and the secret leaves the page once it is kept', async () => {
    const app = appView();
    const asked = backend({ set_credentials: () => app });
    const onsaved = vi.fn();
    render(CredentialsForm, { props: { open: new OpenApp(7), app, onsaved } });
    await fill('client', ' s3cret ');
    await save();

    await vi.waitFor(() => expect(onsaved).toHaveBeenCalled());
    expect(asked[0]?.args).toEqual({ id: 7, clientId: 'client', clientSecret: ' s3cret ' });
    expect(screen.getByLabelText<HTMLInputElement>('Client Secret').value).toBe('');
  });

  it('show the backend’s reason at the field it is about, and lose nothing typed', async () => {
    const message = 'This looks like a Client ID: the two fields are swapped.';
    backend({
      set_credentials: () => {
        throw { code: 'validation', message, hint: 'Swap them.', field: 'clientSecret' };
      },
    });
    const app = appView();
    render(CredentialsForm, { props: { open: new OpenApp(7), app } });
    await fill('client', 's3cret');
    await save();

    const field = screen.getByLabelText<HTMLInputElement>('Client Secret');
    await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByRole('alert').textContent).toContain(message);
    expect(field.value).toBe('s3cret');
    expect(screen.getByLabelText('Client ID').getAttribute('aria-invalid')).toBeNull();
  });

  it('keep the secret hidden from view and from the browser’s memory', () => {
    render(CredentialsForm, { props: { open: new OpenApp(7), app: appView() } });
    const field = screen.getByLabelText<HTMLInputElement>('Client Secret');
    expect(field.type).toBe('password');
    expect(field.autocomplete).toBe('new-password');
  });
});

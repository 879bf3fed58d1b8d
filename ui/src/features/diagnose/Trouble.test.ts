import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import type { ErrorCode, Mend, Problem } from '$lib/ipc';
import Setback from './Setback.svelte';
import Trouble from './Trouble.svelte';

const STORE = { app: 3, store: 5 };

function problem(mend: Mend | null): Problem {
  return { title: 'It went wrong', meaning: 'So it is not there.', remedy: 'Mend it.', mend };
}

function failure(code: ErrorCode) {
  return { code, message: 'It failed.', hint: 'Mend it.', field: null };
}

function links(): (string | null)[] {
  return screen.queryAllByRole('link').map((link) => link.getAttribute('href'));
}

it('offers where it is mended, then the diagnosis', () => {
  render(Trouble, { problem: problem('scopes'), at: STORE });
  expect(links()).toEqual(['#/apps/3/settings/scopes', '#/diagnose/store/5']);
});

it('offers what the view around it does not', () => {
  render(Trouble, { problem: problem('scopes'), at: STORE, here: 'scopes' });
  expect(links()).toEqual(['#/diagnose/store/5']);
});

it('leaves no place for buttons where it has none', () => {
  const { container } = render(Trouble, {
    problem: problem('wait'),
    at: STORE,
    diagnose: false,
  });
  expect(container.querySelector('.action')).toBeNull();
});

it('offers what helps where something asked for fails', async () => {
  const retry = vi.spyOn(ipc, 'retryVault').mockResolvedValue(null as never);
  const onretry = vi.fn();
  render(Setback, { error: failure('vaultLocked'), at: STORE, onretry });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onretry).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByRole('button', { name: 'Try the keychain again' }));
  expect(retry).toHaveBeenCalledOnce();
  expect(links()).toEqual(['#/diagnose/store/5']);
});

it('diagnoses no mistake of input', () => {
  const { container } = render(Setback, { error: failure('validation'), at: STORE });
  expect(container.querySelector('.action')).toBeNull();
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { clearMocks, mockIPC } from '$lib/ipc/testing';
import PathField from './PathField.svelte';

afterEach(clearMocks);

const GIVEN = {
  id: 'key-file',
  label: 'Private key file',
  hint: 'An ed25519 key.',
  error: undefined,
  placeholder: '~/.ssh/id_ed25519',
};

async function choosing(chosen: string | null): Promise<string> {
  mockIPC((name) => (name === 'choose_path' ? chosen : null));
  render(PathField, { ...GIVEN, value: '/typed' });
  await userEvent.setup().click(screen.getByRole('button'));
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'Private key file' }).value;
}

it('takes the path of the file that was chosen', async () => {
  expect(await choosing('/home/ada/.ssh/id_ecdsa')).toBe('/home/ada/.ssh/id_ecdsa');
});

it('keeps what was typed when none was chosen', async () => {
  expect(await choosing(null)).toBe('/typed');
});

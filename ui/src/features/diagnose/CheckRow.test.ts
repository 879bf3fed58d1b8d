import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import CheckRow from './CheckRow.svelte';
import { check } from './testing';

const problem = {
  title: 'Hooks are not active',
  meaning: 'What they carry does not arrive.',
  remedy: 'Have them written anew.',
  mend: 'hooks' as const,
};

it('shows what is wrong at once, and mends it', async () => {
  const sweep = vi.spyOn(ipc, 'sweepStores').mockResolvedValue({ outcomes: [], left: 0 });
  const onmended = vi.fn();
  const failing = check('hooks', 'failing', { problem, app: 3, store: 5 });
  render(CheckRow, { check: failing, onmended });
  expect(screen.getByText('What they carry does not arrive.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Write the hooks anew' }));
  expect(sweep.mock.lastCall?.slice(0, 2)).toEqual([[5], 'register']);
  await vi.waitFor(() => expect(onmended).toHaveBeenCalledOnce());
});

it('keeps what is fine folded until it is opened, by keyboard too', async () => {
  const facts = [{ label: 'Client ID', value: 'abc', at: null, difference: null }];
  render(CheckRow, { check: check('credentials', 'fine', { facts }), onmended: vi.fn() });
  expect(screen.queryByText('abc')).toBeNull();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('abc')).toBeTruthy();
  expect(screen.getByRole('button').getAttribute('aria-expanded')).toBe('true');
});

it('has nothing to open where nothing more was seen', () => {
  render(CheckRow, { check: check('disk', 'fine'), onmended: vi.fn() });
  expect(screen.getByRole('button').hasAttribute('disabled')).toBe(true);
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import type { UrlDifference } from '$lib/ipc';
import CompareCallback from './CompareCallback.svelte';

const RIGHT = 'https://hooks.example.com/c/key';
const SLASH: UrlDifference = {
  words: 'A slash at the end',
  before: RIGHT,
  here: '',
  there: '/',
  after: '',
};

beforeEach(() => vi.restoreAllMocks());

function compares(difference: UrlDifference | null) {
  const compared = { kind: 'load' as const, expected: RIGHT, difference };
  return vi.spyOn(ipc, 'compareCallback').mockResolvedValue(compared);
}

async function paste(text: string): Promise<void> {
  await userEvent.click(screen.getByRole('textbox'));
  await userEvent.paste(text);
  await userEvent.keyboard('{Enter}');
}

it('shows where what was pasted differs, with what to copy instead', async () => {
  const compare = compares(SLASH);
  render(CompareCallback, { app: 3 });
  await userEvent.selectOptions(screen.getByLabelText('Field of the portal'), 'Load');
  await paste(`${RIGHT}/`);
  expect(compare).toHaveBeenCalledWith(3, 'load', `${RIGHT}/`);
  await screen.findByText('A slash at the end');
  expect(screen.getByRole('button', { name: 'Copy what should stand there' })).toBeTruthy();
});

it('forgets the answer when something else is pasted', async () => {
  compares(null);
  render(CompareCallback, { app: 3 });
  await paste(RIGHT);
  await screen.findByText('The same, to the letter');
  await userEvent.type(screen.getByRole('textbox'), 'x');
  expect(screen.queryByText('The same, to the letter')).toBeNull();
});

import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { mockIPC } from '$lib/ipc/testing';
import QuarantineNote from './QuarantineNote.svelte';

afterEach(() => vi.useRealTimers());

function shown(refused: () => unknown): void {
  mockIPC((command) => (command === 'refusals' ? refused() : null));
  render(QuarantineNote, { at: { app: 3, store: null } });
}

it('counts what was refused by reason', async () => {
  shown(() => [
    { reason: 'unknown path', count: 1_200 },
    { reason: 'body too large', count: 3 },
  ]);
  const words = await screen.findByText(/Refused in the last 24 hours/);
  const told = words.textContent.replaceAll(/\s+/g, ' ');
  expect(told).toContain('1,200 unknown path, 3 body too large.');
});

it('leads to the diagnosis of what is shown', () => {
  shown(() => []);
  const link = screen.getByRole('link', { name: 'Diagnose' });
  expect(link.getAttribute('href')).toBe('#/diagnose/app/3');
});

it('says when nothing was, and counts again', async () => {
  vi.useFakeTimers();
  let count = 0;
  shown(() => (count === 0 ? [] : [{ reason: 'unknown path', count }]));
  await vi.waitFor(() => screen.getByText(/No request was refused/));
  count = 7;
  vi.advanceTimersByTime(5_000);
  await vi.waitFor(() => screen.getByText('7'));
});

it('claims nothing where it cannot be counted', async () => {
  shown(() => {
    throw { code: 'ledgerUnavailable', message: 'Gone.', hint: '', field: null };
  });
  expect(await screen.findByText(/Refused requests are counted/)).toBeTruthy();
});

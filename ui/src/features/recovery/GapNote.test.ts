import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import GapNote from './GapNote.svelte';
import { gaps } from './gaps.svelte';
import { failedGap, openGap, sleptGap } from './mock';

beforeEach(() => vi.restoreAllMocks());

it('stops the search that goes on', async () => {
  const stop = vi.spyOn(ipc, 'stopLookingForMissed').mockResolvedValue(null);
  render(GapNote, { gap: openGap(), onshow: vi.fn() });
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('25');
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(stop).toHaveBeenCalled();
  expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
});

it('shows what was found, and is dismissed for good', async () => {
  const onshow = vi.fn();
  const gap = sleptGap();
  render(GapNote, { gap, onshow });
  await userEvent.click(screen.getByRole('button', { name: 'Show them' }));
  expect(onshow).toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(localStorage.getItem('patchbay.gap.read')).toBe(String(gap.id));
});

it('names what stands in the way and looks again', async () => {
  const look = vi.spyOn(ipc, 'lookForMissed').mockResolvedValue(null);
  render(GapNote, { gap: failedGap(), onshow: vi.fn() });
  screen.getByText('Northwind Outdoor');
  const diagnose = screen.getByRole('link', { name: 'Diagnose' });
  expect(diagnose.getAttribute('href')).toBe('#/diagnose/store/2');
  await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
  expect(look).toHaveBeenCalledWith(null);
  await userEvent.click(screen.getByRole('button', { name: 'All gaps' }));
  expect(gaps.open).toBe(true);
});

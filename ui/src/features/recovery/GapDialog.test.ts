import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import GapDialog from './GapDialog.svelte';
import { gaps } from './gaps.svelte';
import { failedGap } from './mock';

it('gives way to where its buttons lead', async () => {
  vi.spyOn(ipc, 'gaps').mockResolvedValue([failedGap()]);
  gaps.open = true;
  render(GapDialog);
  await userEvent.click(await screen.findByRole('link', { name: 'Diagnose' }));
  await waitFor(() => expect(gaps.open).toBe(false));
  expect(location.hash).toBe('#/diagnose/store/2');
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import type { AlertSettings } from '$lib/ipc';
import AlertsSection from './AlertsSection.svelte';

beforeEach(() => vi.restoreAllMocks());

function shown(settings: AlertSettings) {
  vi.spyOn(ipc, 'alertSettings').mockResolvedValue(settings);
  return vi
    .spyOn(ipc, 'setAlertSettings')
    .mockImplementation((changed) => Promise.resolve(changed));
}

it('switches one kind on and leaves the others', async () => {
  const save = shown({ kinds: ['missed'], quiet: null });
  render(AlertsSection);
  await vi.waitFor(() =>
    expect(
      screen.getByRole('switch', { name: 'Events were missed' }).getAttribute('aria-checked'),
    ).toBe('true'),
  );
  await userEvent.click(screen.getByRole('switch', { name: 'A store disconnects' }));
  expect(save).toHaveBeenCalledWith({ kinds: ['missed', 'storeLost'], quiet: null });
});

it('begins quiet hours with a night, which can be changed', async () => {
  const save = shown({ kinds: [], quiet: null });
  render(AlertsSection);
  await userEvent.click(screen.getByRole('switch', { name: 'Quiet hours' }));
  expect(save).toHaveBeenCalledWith({ kinds: [], quiet: { from: 1320, to: 420 } });
  await userEvent.selectOptions(screen.getByLabelText('Quiet until'), '08:30');
  expect(save).toHaveBeenLastCalledWith({ kinds: [], quiet: { from: 1320, to: 510 } });
});

it('says why none can be shown', async () => {
  shown({ kinds: [], quiet: null });
  vi.spyOn(ipc, 'tryAlert').mockRejectedValue({
    code: 'notificationsUnavailable',
    message: 'This desktop shows no notifications.',
    hint: 'Start its service.',
    field: null,
  });
  render(AlertsSection);
  await userEvent.click(screen.getByRole('button', { name: 'Show one' }));
  await screen.findByText(/shows no notifications/);
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import type { AlertSettings } from '$lib/ipc';
import AlertsSection from './AlertsSection.svelte';

beforeEach(() => vi.restoreAllMocks());

/** The switches wait for what is kept. */
async function loaded(): Promise<void> {
  const quiet = screen.getByRole('switch', { name: 'Quiet hours' });
  await vi.waitFor(() => expect(quiet.getAttribute('aria-busy')).toBeNull());
}

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
  await loaded();
  await userEvent.click(screen.getByRole('switch', { name: 'Quiet hours' }));
  expect(save).toHaveBeenCalledWith({ kinds: [], quiet: { from: 1320, to: 420 } });
  await userEvent.selectOptions(screen.getByLabelText('Quiet until'), '08:30');
  expect(save).toHaveBeenLastCalledWith({ kinds: [], quiet: { from: 1320, to: 510 } });
});

it('keeps two changes that follow one another at once', async () => {
  const save = shown({ kinds: [], quiet: null });
  render(AlertsSection);
  await loaded();
  screen.getByRole('switch', { name: 'A store disconnects' }).click();
  await tick();
  screen.getByRole('switch', { name: 'Events were missed' }).click();
  await vi.waitFor(() =>
    expect(save).toHaveBeenLastCalledWith({ kinds: ['storeLost', 'missed'], quiet: null }),
  );
});

it('shows one while the settings are still being read', async () => {
  vi.spyOn(ipc, 'alertSettings').mockReturnValue(new Promise(() => undefined));
  const show = vi.spyOn(ipc, 'tryAlert').mockResolvedValue(null);
  render(AlertsSection);
  await userEvent.click(screen.getByRole('button', { name: 'Show one' }));
  expect(show).toHaveBeenCalledOnce();
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

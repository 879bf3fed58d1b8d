import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { ExceptionsView } from '$lib/ipc';
import { mockExceptions } from '../mock';
import { TOLD_STATES } from '../words';
import FailedDeliveries from './FailedDeliveries.svelte';

function shown(given: Partial<ExceptionsView> = {}, trouble = false) {
  const onshow = vi.fn();
  const exceptions = { ...mockExceptions(trouble), ...given };
  render(FailedDeliveries, { exceptions, at: { app: 3, store: 5 }, onshow });
  const line = screen.getByRole('region', { name: 'Failed deliveries' });
  return { onshow, text: (line.textContent ?? '').replace(/\s+/g, ' ') };
}

it('says that BigCommerce tells, and told of nothing yet', () => {
  const { text } = shown();
  expect(text).toContain('Told of');
  expect(text).toContain(TOLD_STATES.active.means);
  expect(text).toContain('It told of none yet.');
  expect(screen.queryByRole('button')).toBeNull();
});

it('shows what was told last, of which hook and when', async () => {
  const { onshow, text } = shown({}, true);
  expect(text).toContain('BigCommerce delivers nothing to hooks.example.com for a while');
  expect(text).toContain('Hook 31204577 · code 90003 · hooks.example.com · told');
  const all = screen.getByRole('button', { name: 'Show failed deliveries' });
  await userEvent.setup().click(all);
  expect(onshow).toHaveBeenCalledOnce();
});

it('says why it does not tell', () => {
  const problem = {
    title: 'Something else is told',
    meaning: 'It has the place.',
    remedy: 'Go.',
    mend: null,
  };
  const { text } = shown({ state: 'failing', problem });
  expect(text).toContain('Something else is told');
  expect(text).toContain('It has the place. Go.');
  expect(text).not.toContain('Told of');
});

it('leads to where that is mended, unless it is this page', () => {
  const problem = { title: 'No scope', meaning: '', remedy: '', mend: 'scopes' as const };
  shown({ state: 'failing', problem });
  const link = screen.getByRole('link', { name: 'Permissions & scopes' });
  expect(link.getAttribute('href')).toBe('#/apps/3/settings/scopes');
  cleanup();
  shown({ state: 'failing', problem: { ...problem, mend: 'store' } });
  expect(screen.queryByRole('link')).toBeNull();
});

it('says what is done about a hook that is off or missing', () => {
  expect(shown({ state: 'missing' }).text).toContain(TOLD_STATES.missing.means);
});

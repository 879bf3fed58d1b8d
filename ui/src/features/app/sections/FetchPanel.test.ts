import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { mockIPC } from '$lib/ipc/testing';
import { appView } from '../testing';
import FetchPanel from './FetchPanel.svelte';

const NAME = 'Fetch what a trigger is about as it arrives';

describe('fetching at arrival', () => {
  it('is off, and on when it is wanted', async () => {
    const asked: unknown[] = [];
    mockIPC((command, payload) => {
      asked.push([command, payload]);
      return appView({ fetches: true });
    });
    render(FetchPanel, { app: appView() });
    const toggle = screen.getByRole('switch', { name: NAME });
    expect(toggle.getAttribute('aria-checked')).toBe('false');
    await userEvent.click(toggle);
    expect(asked).toEqual([['set_fetching', { appId: 7, on: true }]]);
    expect(toggle.getAttribute('aria-checked')).toBe('true');
  });

  it('stays as it is when it cannot be changed, and says why', async () => {
    mockIPC(() => {
      throw { code: 'ledgerUnavailable', message: 'The disk is full.', hint: '', field: null };
    });
    render(FetchPanel, { app: appView({ fetches: true }) });
    await userEvent.click(screen.getByRole('switch', { name: NAME }));
    expect(await screen.findByText('The disk is full.')).toBeTruthy();
    expect(screen.getByRole('switch', { name: NAME }).getAttribute('aria-checked')).toBe('true');
  });
});

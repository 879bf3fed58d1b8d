import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import App from '../../App.svelte';
import { ipc } from '$lib/ipc';
import { installMock } from '$lib/ipc/mock';

const step = (id: string) => document.querySelector(`[data-step="${id}"]`);
const link = (id: string) => document.querySelector<HTMLElement>(`[data-step-link="${id}"]`);

async function open(scenario: string, hash: string): Promise<void> {
  installMock(scenario);
  location.hash = hash;
  render(App);
  await screen.findByRole('navigation', { name: 'Screens' });
}

describe('the set-up of an app', { timeout: 20_000 }, () => {
  it('begins with practising, and stays loaded from step to step', async () => {
    const user = userEvent.setup();
    await open('empty', '#/catalog');
    await user.click(await screen.findByRole('button', { name: 'Practise first' }));
    await waitFor(() => expect(step('callbacks')).toBeTruthy());
    await user.click(screen.getByRole('link', { name: 'Continue' }));
    await waitFor(() => expect(step('scopes')).toBeTruthy());
    await user.click(screen.getByRole('link', { name: 'Back' }));
    await waitFor(() => expect(step('callbacks')).toBeTruthy());
  });

  it('opens an app that is ready at its settings', async () => {
    await open('full', '#/apps/1');
    await waitFor(() => expect(location.hash).toBe('#/apps/1/settings/general'));
    expect(step('address')).toBeNull();
  });

  it('has no set-up for an API account, and only the settings it has', async () => {
    installMock('full');
    const spec = { name: 'Warehouse', apiPath: 'g5cd38', clientId: 'id1' };
    const { appId } = await ipc.addAccount('bigcommerce', 'live', spec, 's3cret', 'tok3n');
    location.hash = `#/apps/${appId}/setup/callbacks`;
    render(App);
    await waitFor(() => expect(location.hash).toBe(`#/apps/${appId}/settings/general`));
    expect(await screen.findByRole('link', { name: 'Open its store' })).toBeTruthy();
    location.hash = `#/apps/${appId}/settings/scopes`;
    await waitFor(() => expect(location.hash).toBe(`#/apps/${appId}/settings/general`));
  });

  it('ticks what was observed alone', async () => {
    await open('setup', '#/apps/2/setup/scopes');
    await waitFor(() => expect(link('address')?.dataset['state']).toBe('proved'));
    expect(link('scopes')?.dataset['state']).toBe('given');
    expect(link('scopes')?.textContent).toContain('Given, not');
    expect(link('install')?.dataset['state']).toBe('open');
  });
});

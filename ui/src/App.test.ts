import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import { shell } from './frame/shell.svelte';
import { ipc } from './lib/ipc';
import { installMock } from './lib/ipc/mock';

const bar = () => document.querySelector<HTMLElement>('[data-test="status-bar"]');

async function open(scenario: string): Promise<void> {
  installMock(scenario);
  render(App);
  await screen.findByRole('navigation', { name: 'Screens' });
}

describe('the app', { timeout: 20_000 }, () => {
  beforeEach(() => {
    shell.close();
    shell.narrow = false;
  });

  it('shows nothing but why it could not start, with the folder and a way out', async () => {
    installMock('failed');
    render(App);
    await screen.findByRole('heading', {
      name: 'Another Patchbay is running with this data folder.',
    });
    expect(screen.getByRole('button', { name: 'Quit' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy the folder’s path' })).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('leads to each screen by the rail, and marks the one in sight', async () => {
    await open('empty');
    const rail = within(screen.getByRole('navigation', { name: 'Screens' }));
    const links = rail.getAllByRole('link');
    expect(links.map((link) => [link.textContent?.trim(), link.getAttribute('href')])).toEqual([
      ['Catalog', '#/catalog'],
      ['Stores', '#/stores'],
      ['Feed', '#/feed'],
      ['Actions', '#/actions'],
      ['Orchestrations', '#/orchestrations'],
      ['Diagnose', '#/diagnose'],
      ['Preferences', '#/preferences'],
    ]);
    expect(rail.getByRole('link', { current: 'page' }).textContent?.trim()).toBe('Catalog');
  });

  it('tells the state in the status bar of every screen', async () => {
    await open('trouble');
    await waitFor(() => expect(bar()?.textContent).toContain('Not listening'));
    expect(bar()?.textContent).toContain('Down');
    expect(bar()?.textContent).toContain('0 events today');
  });

  it('goes where the palette says, and closes it', async () => {
    const user = userEvent.setup();
    await open('empty');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Go to anything' }), 'prefer');
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { name: 'Preferences', level: 1 });
    expect(location.hash).toBe('#/preferences');
    await waitFor(() => expect(shell.sheet).toBe('none'));
  });

  it('shows the shortcuts, and Esc closes them', async () => {
    const user = userEvent.setup();
    await open('empty');
    await user.keyboard('?');
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows a readable panel in place of a screen that breaks, and keeps the rest', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(ipc, 'storeRows').mockResolvedValue([null] as never);
    location.hash = '#/stores';
    await open('empty');
    await screen.findByRole('heading', { name: 'This screen could not be shown' });
    expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
    expect(screen.getByRole('navigation', { name: 'Screens' })).toBeTruthy();
  });

  it('says so on a screen there is not', async () => {
    location.hash = '#/nowhere';
    await open('empty');
    expect(await screen.findByText('There is no such screen')).toBeTruthy();
  });
});

import { configure, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import App from '../../App.svelte';
import { installMock } from '$lib/ipc/mock';
import { tryout } from './tryout.svelte';

/** What is fetched when it is first wanted takes its time on a busy machine. */
configure({ asyncUtilTimeout: 8_000 });

async function feedShown() {
  location.hash = '#/feed';
  installMock('full');
  render(App);
  await screen.findByRole('heading', { name: 'Feed' });
  return userEvent.setup();
}

describe('trying out in the feed', { timeout: 20_000 }, () => {
  afterEach(() => tryout.close());

  it('begins a test with T, but not while T is typed', async () => {
    const user = await feedShown();
    await user.keyboard('/t');
    expect(tryout.open).toBeNull();
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('t');
    await screen.findByRole('dialog', { name: 'Send a test trigger' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('begins a fault from the menu, tells of it in the bar, and stops it', async () => {
    const user = await feedShown();
    await user.click(screen.getByRole('button', { name: 'Try out' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Answer with a fault…' }));
    await user.click(await screen.findByRole('button', { name: 'Answer so' }));
    await screen.findByRole('button', { name: /^Answers 500 · \d+:\d\d$/ });
    expect(screen.getByRole('timer').textContent).toMatch(/\d\s+left/);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Stop the fault' }));
    await waitFor(() => expect(screen.queryByRole('timer')).toBeNull());
    expect(screen.queryByRole('button', { name: /^Answers 500/ })).toBeNull();
  });
});

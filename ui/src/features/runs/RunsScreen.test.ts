import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { route, type RunsRoute } from '$frame/routes';
import { parse } from '$frame/router.svelte';
import { ipc } from '$lib/ipc';
import { installMock } from '$lib/ipc/mock';
import { Runs } from './list/runs.svelte';
import RunsScreen from './RunsScreen.svelte';

let follow: () => void = () => undefined;
addEventListener('hashchange', () => follow());

/** The screen at a hash, which it follows. */
function open(hash: string, scenario = 'full') {
  installMock(scenario);
  location.hash = hash;
  const at = () => route(parse(location.hash));
  const props = { at: at() as RunsRoute, runs: new Runs(ipc), port: ipc };
  const { rerender } = render(RunsScreen, props);
  follow = () => {
    const now = at();
    if (now.screen === 'runs') void rerender({ ...props, at: now });
  };
  return { user: userEvent.setup(), runs: props.runs };
}

afterEach(() => (follow = () => undefined));

const grid = () => screen.findByRole('grid', { name: 'Runs, the newest first' });

describe('the screen of runs', { timeout: 20_000 }, () => {
  it('is walked by keyboard, opens a run, and comes back to it', async () => {
    const { user, runs } = open('#/runs');
    (await grid()).focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(location.hash).toBe('#/runs/253');
    await screen.findByRole('heading', { name: 'Order 353 was created' });
    await user.keyboard('{Escape}');
    expect(location.hash).toBe('#/runs');
    const list = await grid();
    await waitFor(() => expect(document.activeElement).toBe(list));
    expect(runs.active).toBe(253);
  });

  it('lists those of an orchestration, and of an event', async () => {
    const { user, runs } = open('#/runs/of/5');
    await waitFor(() => expect(runs.list?.map(({ id }) => id)).toEqual([251, 250, 248]));
    const orchestration = await screen.findByRole('combobox', { name: 'Orchestration' });
    await screen.findByRole('option', { name: 'Mirror new orders to a URL' });
    await user.selectOptions(orchestration, 'Mirror new orders to a URL');
    expect(location.hash).toBe('#/runs/of/2');
    location.hash = '#/runs/event/1232';
    await waitFor(() => expect(runs.list?.map(({ id }) => id)).toEqual([246, 232]));
    await user.click(screen.getByRole('link', { name: 'Runs of every event' }));
    await waitFor(() => expect(runs.list).toHaveLength(100));
  });

  it('says that there is nothing yet, or nothing like that', async () => {
    const { user } = open('#/runs', 'empty');
    await screen.findByText('Nothing has run yet');
    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Failed');
    await screen.findByText('No run is like that');
    location.hash = '#/runs/event/7';
    await screen.findByText('This event started no run');
  });
});

describe('a run on the screen', { timeout: 20_000 }, () => {
  it('shows why it failed, and each attempt with its answer', async () => {
    const { user } = open('#/runs/238');
    const attempts = await screen.findByRole('list', { name: 'Attempts of HTTP request' });
    expect(within(attempts).getAllByRole('listitem')).toHaveLength(6);
    expect(screen.getByRole('link', { name: 'Diagnose' })).toBeTruthy();
    await user.click(within(attempts).getByRole('button', { name: 'Attempt 1' }));
    await within(attempts).findByText('<html>Bad gateway</html>');
  });

  it('is tried again, and followed to its end', async () => {
    const { user } = open('#/runs/238');
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText('Queued');
    await screen.findByText('Succeeded', {}, { timeout: 6_000 });
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('asks before it sends, with what would be sent', async () => {
    const { user } = open('#/runs/251');
    const ask = await screen.findByRole('region', { name: 'Refund 120.00 of order 351?' });
    within(ask).getByRole('tree', { name: 'What would be sent of Refund 120.00 of order 351?' });
    expect(screen.queryByRole('button', { name: 'Go on now' })).toBeNull();
    await user.click(within(ask).getByRole('button', { name: 'Do not send' }));
    await screen.findByText('Dismissed');
    expect(screen.queryByRole('button', { name: 'Allow' })).toBeNull();
  });

  it('looks whether it happened, and takes the user’s word with what was made', async () => {
    const { user } = open('#/runs/250');
    await user.click(await screen.findByRole('button', { name: 'Look at BigCommerce' }));
    await screen.findByText('BigCommerce shows one that is the same.');
    const made = screen.getByRole('textbox', { name: /What it made/ });
    await user.type(made, 'no');
    await user.click(screen.getByRole('button', { name: 'It happened' }));
    await screen.findByText('This is no JSON.');
    expect(document.activeElement).toBe(made);
    await user.click(screen.getByRole('button', { name: 'This is it' }));
    await user.click(screen.getByRole('button', { name: 'It happened' }));
    await screen.findByText('Succeeded', {}, { timeout: 6_000 });
  });

  it('does not offer to look where nobody can', async () => {
    open('#/runs/249');
    await screen.findByText('Nobody knows whether this happened');
    expect(screen.queryByRole('button', { name: 'Look at BigCommerce' })).toBeNull();
  });

  it('keeps a note', async () => {
    const { user } = open('#/runs/238');
    const note = await screen.findByRole('textbox', { name: 'Note' });
    await user.type(note, 'Told Ada');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(async () => expect((await ipc.run(238)).row.note).toBe('Told Ada'));
  });

  it('is replayed as a run of its own', async () => {
    const { user } = open('#/runs/240');
    await user.click(await screen.findByRole('button', { name: 'Replay…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Replay the run' });
    const failed = within(dialog).getByRole('radio', { name: 'The step that failed' });
    expect(failed.getAttribute('aria-checked')).toBe('true');
    await user.click(within(dialog).getByRole('checkbox', { name: /Dry run/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Replay as a dry run' }));
    await waitFor(() => expect(location.hash).toBe('#/runs/255'));
    await screen.findByRole('link', { name: 'run 240' });
  });
});

describe('failed runs on the screen', { timeout: 20_000 }, () => {
  it('are dismissed together once their number was confirmed', async () => {
    const { user } = open('#/runs/dead');
    await screen.findByText(/13 runs failed for 4 reasons/);
    await user.click(screen.getByRole('button', { name: /^Dismiss all: Mirror new orders/ }));
    await screen.findByRole('dialog', { name: 'Dismiss 8 runs of “Mirror new orders to a URL”?' });
    await user.click(screen.getByRole('button', { name: 'Dismiss 8 runs' }));
    await screen.findByText(/5 runs failed for 3 reasons/);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('are listed one by one', async () => {
    const { user, runs } = open('#/runs/dead');
    await user.click(await screen.findByRole('button', { name: /^Show the runs: Restock/ }));
    expect(location.hash).toBe('#/runs/of/3');
    await waitFor(() => expect(runs.list?.map(({ id }) => id)).toEqual([241, 240, 239]));
  });

  it('are none', async () => {
    open('#/runs/dead', 'empty');
    await screen.findByText('No run waits for you');
  });
});

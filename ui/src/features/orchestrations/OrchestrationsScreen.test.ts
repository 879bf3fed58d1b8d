import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ipc } from '$lib/ipc';
import { installMock } from '$lib/ipc/mock';
import { OrchestrationList } from './list/list.svelte';
import OrchestrationsScreen from './OrchestrationsScreen.svelte';

function open(scenario = 'full') {
  installMock(scenario);
  render(OrchestrationsScreen, { list: new OrchestrationList(ipc) });
  return { user: userEvent.setup() };
}

const rows = async () =>
  within(await screen.findByRole('grid'))
    .getAllByRole('row')
    .slice(1);
const names = async () =>
  (await rows()).map((row) => within(row).getAllByRole('link')[0]?.textContent);

describe('the screen of orchestrations', { timeout: 20_000 }, () => {
  beforeEach(() => (location.hash = '#/orchestrations'));

  it('is walked, reordered and opened by keyboard', async () => {
    const { user } = open();
    const [first] = await rows();
    first?.focus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(async () => expect((await names())[1]).toBe('Tell me of large refunds'));
    expect((document.activeElement as HTMLElement).dataset['id']).toBe('1');
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(location.hash).toBe('#/orchestrations/3'));
  });

  it('says why one cannot be enabled, and leads to it', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('switch', { name: /^Enable Mirror new orders/ }));
    await screen.findByText(/Nothing of this orchestration is published/);
    const there = screen.getByRole('link', { name: 'Open it' });
    expect(there.getAttribute('href')).toBe('#/orchestrations/2');
  });

  it('names what goes before it deletes', async () => {
    const { user } = open();
    const [first] = await rows();
    first?.focus();
    await user.keyboard('{Delete}');
    const dialog = await screen.findByRole('dialog', { name: 'Delete Tell me of large refunds?' });
    expect(dialog.textContent).toContain('Its draft, 3 versions and 41 runs go.');
    await user.click(within(dialog).getByRole('button', { name: 'Delete the orchestration' }));
    await waitFor(async () => expect(await names()).not.toContain('Tell me of large refunds'));
  });

  it('leads from counts to the runs', async () => {
    open();
    const runs = await screen.findByRole('link', { name: /3 dead/ });
    expect(runs.getAttribute('href')).toBe('#/runs/of/4');
  });

  it('begins with a ready-made one', async () => {
    const { user } = open('empty');
    await screen.findByText('Let events do something');
    const [begin] = screen.getAllByRole('button', { name: 'New orchestration' });
    if (begin) await user.click(begin);
    await user.click(await screen.findByRole('radio', { name: /^Tell me of large refunds/ }));
    await user.click(screen.getByRole('button', { name: 'Make it' }));
    await waitFor(() => expect(location.hash).toBe('#/orchestrations/1'));
  });

  it('begins with a copy of another', async () => {
    const { user } = open();
    await rows();
    await user.click(screen.getByRole('button', { name: 'New orchestration' }));
    await user.click(await screen.findByRole('radio', { name: /^A copy/ }));
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'What is copied' }),
      'Mirror new orders to a URL',
    );
    await user.click(screen.getByRole('button', { name: 'Make it' }));
    await waitFor(() => expect(location.hash).toBe('#/orchestrations/5'));
    const made = await ipc.orchestration(5);
    expect(made.row.name).toBe('Mirror new orders to a URL 2');
  });

  it('makes a copy from the menu of a row', async () => {
    const { user } = open();
    await user.click(
      await screen.findByRole('button', { name: 'Menu of Tell me of large refunds' }),
    );
    await user.click(await screen.findByRole('menuitem', { name: 'Make a copy' }));
    await waitFor(() => expect(location.hash).toBe('#/orchestrations/5'));
  });
});

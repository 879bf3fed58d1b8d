import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { backend } from '../testing';
import { Editor } from './editor.svelte';
import EditorScreen from './EditorScreen.svelte';

/** The editor of an orchestration, with its list of steps. */
async function open(id = 1) {
  const port = backend();
  const editor = new Editor(id, port);
  const { unmount } = render(EditorScreen, { editor });
  const tree = await screen.findByRole('tree', { name: 'Steps' });
  const names = () =>
    within(tree)
      .getAllByRole('treeitem')
      .map((line) => line.dataset['at']);
  const line = (at: string) => tree.querySelector<HTMLElement>(`[data-at="${at}"]`) as HTMLElement;
  return { port, editor, unmount, tree, names, line, user: userEvent.setup() };
}

const focused = () => (document.activeElement as HTMLElement).dataset['at'];

describe('the editor on the screen', { timeout: 20_000 }, () => {
  it('moves, indents, duplicates, removes and undoes by keyboard', async () => {
    const { names, line, user } = await open();
    line('/trigger').focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(focused()).toBe('/steps/0'));
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(() => expect(focused()).toBe('/steps/1'));
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await waitFor(() => expect(focused()).toBe('/steps/0/do/if/then/1'));
    await user.keyboard('{Control>}d{/Control}');
    await waitFor(() => expect(focused()).toBe('/steps/0/do/if/then/2'));
    const before = names().length;
    await user.keyboard('{Delete}');
    await waitFor(() => expect(names()).toHaveLength(before - 1));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(names()).toHaveLength(before));
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await waitFor(() => expect(names()).toHaveLength(before - 1));
  });

  it('moves a step that is dragged, with what is in it', async () => {
    const { names, line } = await open();
    await fireEvent.dragStart(line('/steps/1'));
    await fireEvent.dragOver(line('/steps/0'));
    expect(line('/steps/0').className).toContain('drop');
    await fireEvent.drop(line('/steps/0'));
    await waitFor(() => expect(line('/steps/0').textContent).toContain('by_card'));
    expect(names()).toContain('/steps/0/do/if/then/0');
  });

  it('says what is not saved, and keeps it for when the user comes back', async () => {
    const { port, editor, unmount, user } = await open();
    port.saveDraft.mockRejectedValue({
      code: 'internal',
      message: 'The disk is full.',
      hint: 'Make room.',
      field: null,
    });
    await user.click(screen.getByRole('button', { name: 'Change name and notes' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), '!');
    await screen.findByText('The disk is full.');
    await screen.findByText('Not saved');
    unmount();
    port.saveDraft.mockReset();
    render(EditorScreen, { editor });
    await screen.findByRole('heading', { name: 'Tell me of large refunds!' });
  });

  it('adds a step that is searched for, behind the one with the keyboard', async () => {
    const { line, user } = await open();
    line('/steps/0').focus();
    await user.click(line('/steps/0'));
    await user.keyboard('a');
    const search = await screen.findByRole('combobox', { name: 'Search steps and actions' });
    await waitFor(() => expect(document.activeElement).toBe(search));
    await user.keyboard('notif{Enter}');
    await waitFor(() => expect(line('/steps/1').textContent).toContain('Notify'));
    await screen.findByRole('textbox', { name: /^Title/ });
  });

  it('shows what a text comes to, and what was meant where a field is unknown', async () => {
    const { port, line, user } = await open();
    await user.click(line('/steps/0'));
    const order = await screen.findByRole('textbox', { name: /^Order/ });
    await screen.findByText('118');
    await user.type(order, '{Backspace}{Backspace}{Backspace}s }}');
    await screen.findByText(/Did you mean `order_id`/);
    await waitFor(() => expect(order.getAttribute('aria-invalid')).toBe('true'));
    await waitFor(() => expect(port.saveDraft).toHaveBeenCalled());
    await screen.findByText('1 problem');
    expect(screen.getByRole('button', { name: 'Publish' })).toHaveProperty(
      'title',
      '1 problem to mend first',
    );
  });

  it('inserts a field where the caret is', async () => {
    const { line, user } = await open();
    await user.click(line('/steps/1/do/if/then/0'));
    const text = (await screen.findByRole('textbox', { name: 'Text' })) as HTMLTextAreaElement;
    await user.clear(text);
    await user.click(screen.getByRole('button', { name: 'Insert a field into Text' }));
    await screen.findByRole('combobox', { name: 'Search fields and values' });
    await user.keyboard('refund reason{Enter}');
    await waitFor(() => expect(text.value).toBe('{{ trigger.refund.items[0].reason }}'));
  });

  it('keeps the name of a step until what is typed can be one', async () => {
    const { line, user } = await open();
    await user.click(line('/steps/0'));
    const id = await screen.findByRole('textbox', { name: 'Name in expressions' });
    await user.clear(id);
    await user.type(id, 'by_card');
    await screen.findByText('Another step is called so.');
    expect(id).toHaveProperty('value', 'by_card');
    await user.type(id, '_2');
    await waitFor(() => expect(line('/steps/1').textContent).toContain('steps.by_card_2.'));
  });

  it('publishes what differs, with a note', async () => {
    const { port, user } = await open();
    await user.click(screen.getByRole('button', { name: 'Change name and notes' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await waitFor(() => expect(document.activeElement).toBe(name));
    await user.type(name, '!');
    const publish = screen.getByRole('button', { name: 'Publish' });
    await waitFor(() => expect(publish).toHaveProperty('disabled', false), { timeout: 3_000 });
    await user.click(publish);
    await user.type(await screen.findByRole('textbox', { name: 'What is new' }), 'Louder');
    await user.click(screen.getByRole('button', { name: 'Publish version 4' }));
    await waitFor(() => expect(port.publishOrchestration).toHaveBeenCalledWith(1, 'Louder'));
    await waitFor(() => expect(publish).toHaveProperty('disabled', true));
  });

  it('tries the draft out without changing anything, unless that is chosen', async () => {
    const { port, user } = await open();
    await user.click(screen.getByRole('button', { name: 'Try out' }));
    await user.click(await screen.findByRole('button', { name: 'Try it out' }));
    await waitFor(() => expect(location.hash).toBe('#/runs/7'));
    expect(port.tryOut).toHaveBeenCalledWith({
      orchestrationId: 1,
      storeId: 1,
      eventId: null,
      input: null,
      dry: true,
    });
  });

  it('makes an older version the draft, which can be undone', async () => {
    const { port, line, user } = await open();
    await user.click(screen.getByRole('button', { name: 'Versions' }));
    await user.click(await screen.findByRole('button', { name: /^Version 1/ }));
    await user.click(screen.getByRole('button', { name: 'Make it the draft' }));
    await waitFor(() => expect(line('/filter').textContent).toContain('No filter'));
    expect(port.saveDraft).toHaveBeenCalledTimes(1);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(line('/filter').textContent).toContain('Only when'));
  });
});

import { configure, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import { installMock } from '$lib/ipc/mock';
import { selection } from '../../feed/session.svelte';
import { testDraft } from '../session.svelte';
import TestDialog from './TestDialog.svelte';

const LOST = { code: 'addressUnreachable', message: 'Lost.', hint: 'Test it.', field: null };

configure({ asyncUtilTimeout: 8_000 });

async function opened(scenario = 'full') {
  installMock(scenario);
  const onclose = vi.fn();
  const shown = render(TestDialog, { open: true, onclose });
  const payload = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Payload' });
  return { onclose, payload, shown, user: userEvent.setup() };
}

describe('the test of a trigger', { timeout: 20_000 }, () => {
  beforeEach(() => testDraft.reset());
  afterEach(() => selection.clear());

  it('is sent by keys alone, and shows the event in the feed', async () => {
    const { onclose, payload, user } = await opened();
    await waitFor(async () => expect((await payload()).value).toContain('store/order/created'));
    expect(document.activeElement?.id).toBe('test-store');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/^Stored in \d+ ms$/);
    await user.click(screen.getByRole('button', { name: 'Show the event' }));
    expect(onclose).toHaveBeenCalledOnce();
    expect(location.hash).toBe('#/feed');
    expect(selection.open).toBe(1_240);
  });

  it('says what is wrong with the payload, and sends it all the same', async () => {
    const { payload, user } = await opened();
    const send = vi.spyOn(ipc, 'testTrigger').mockResolvedValue({ eventId: 1, tookMs: 6 });
    await waitFor(async () => expect((await payload()).value).not.toBe(''));
    await fireEvent.input(await payload(), { target: { value: '{"id": }' } });
    expect(screen.getByText(/^Not JSON: a value expected at line 1, column 8/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(send).toHaveBeenCalledOnce());
    expect(send.mock.lastCall?.[0].body).toBe('{"id": }');
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    expect((await payload()).value).toContain('store/order/created');
  });

  it('says why it failed, and tries again with the same payload', async () => {
    const { payload, user } = await opened();
    const send = vi.spyOn(ipc, 'testTrigger').mockRejectedValueOnce(LOST);
    await waitFor(async () => expect((await payload()).value).not.toBe(''));
    await fireEvent.input(await payload(), { target: { value: 'mine' } });
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/Lost\..*Test it\./);
    expect((await payload()).value).toBe('mine');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText(/^Stored in/);
    expect(send.mock.lastCall?.[0].body).toBe('mine');
  });

  it('closes with Esc, and keeps what was typed', async () => {
    const { onclose, payload, shown, user } = await opened();
    await waitFor(async () => expect((await payload()).value).not.toBe(''));
    await fireEvent.input(await payload(), { target: { value: 'mine' } });
    await user.keyboard('{Escape}');
    expect(onclose).toHaveBeenCalledOnce();
    await shown.rerender({ open: false, onclose });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await shown.rerender({ open: true, onclose });
    expect((await payload()).value).toBe('mine');
  });

  it('says what is missing where there is no hook, and no store', async () => {
    const { shown, user } = await opened();
    await user.selectOptions(await screen.findByLabelText('Store'), '3');
    const link = await screen.findByRole('link', { name: 'Open the store' });
    expect(link.getAttribute('href')).toBe('#/stores/3');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
    shown.unmount();
    await opened('empty');
    await screen.findByText('No store is connected yet');
  });
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { BodyView } from '$lib/ipc';
import { Bodies } from '../model/bodies.svelte';
import { View } from '../model/view.svelte';
import PayloadTab from './PayloadTab.svelte';
import { about, delivery } from './testing';

const OLD: BodyView = { kind: 'text', text: '{"old": 10}', json: true, size: 11 };

function shown(body = vi.fn(() => Promise.resolve(OLD))) {
  const view = new View();
  const event = about(7, {
    deliveries: [delivery(70), delivery(71)],
    body: '{"new":2}',
    bodySize: 9,
  });
  render(PayloadTab, { event, view, bodies: new Bodies({ body }) });
  return { body, view, user: userEvent.setup() };
}

describe('the payload of an event', () => {
  it('is a tree, text or what came, as chosen', async () => {
    const { user, view } = shown();
    expect(screen.getByRole('tree', { name: 'Payload' })).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Raw' }));
    expect(view.look).toBe('raw');
    expect(screen.queryByRole('tree')).toBeNull();
    expect(screen.getByRole('region', { name: 'Payload as received' })).toBeTruthy();
    await user.click(screen.getByRole('switch', { name: 'As bytes, in hex' }));
    expect(screen.getByRole('region', { name: 'Payload in hex' })).toBeTruthy();
  });

  it('shows the latest delivery without asking, and another one when it is chosen', async () => {
    const { body, user } = shown();
    expect(screen.getByText('9 B, JSON')).toBeTruthy();
    expect(body).not.toHaveBeenCalled();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Delivery' }), '70');
    expect(body).toHaveBeenCalledExactlyOnceWith(70);
    expect(await screen.findByText('11 B, JSON')).toBeTruthy();
  });

  it('says when a body cannot be read, and reads it when asked again', async () => {
    const body = vi.fn(() => Promise.resolve(OLD));
    body.mockRejectedValueOnce(new Error('The ledger is gone.'));
    const { user, view } = shown(body);
    view.delivery = 70;
    expect(await screen.findByText('The ledger is gone.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('11 B, JSON')).toBeTruthy();
  });
});

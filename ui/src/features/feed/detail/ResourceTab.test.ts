import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { EventDetail, ResourceView } from '$lib/ipc';
import { Detail } from '../model/detail.svelte';
import ResourceTab from './ResourceTab.svelte';
import { about } from './testing';

function found(at: number, status: string): ResourceView {
  return { kind: 'found', request: 'GET /v2/orders/7', body: JSON.stringify({ status }), at };
}

async function shown(kept: ResourceView[], event: EventDetail) {
  const port = {
    event: () => Promise.resolve(event),
    resourceLooks: vi.fn(() => Promise.resolve(kept)),
    fetchResource: vi.fn(() => Promise.resolve(found(9_000, 'Completed'))),
  };
  const detail = new Detail(port);
  await detail.show(event.row.id);
  const page = render(ResourceTab, { detail, event });
  return { port, page, detail, user: userEvent.setup() };
}

const MOVED = {
  at: 5_000,
  changes: [
    { name: 'Status', from: 'Pending', to: 'Shipped' },
    { name: 'Billing address', from: null, to: null },
  ],
};

describe('the resource of an event', () => {
  it('is asked for only when it was not looked at', async () => {
    const { port, user } = await shown([], about(7));
    expect(port.resourceLooks).not.toHaveBeenCalled();
    expect(screen.getByRole('link', { name: 'Triggers of the app' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Fetch it now' }));
    expect(await screen.findByText('GET /v2/orders/7')).toBeTruthy();
    expect(screen.queryByRole('radiogroup')).toBeNull();
  });

  it('is shown as it was found, with all that changed', async () => {
    const event = about(7, { look: MOVED });
    await shown([found(1_000, 'Pending'), found(5_000, 'Shipped')], event);
    const list = await screen.findByLabelText('What changed since it was fetched before');
    const told = within(list).getAllByRole('definition');
    expect(told.map((it) => it.textContent.replace(/\s+/g, ' ').trim())).toEqual([
      'Pending Shipped',
      'changed',
    ]);
    expect(within(list).getByLabelText('to')).toBeTruthy();
  });

  it('can be compared with how it was found before', async () => {
    const event = about(7, { look: MOVED });
    const { user } = await shown([found(1_000, 'Pending'), found(5_000, 'Shipped')], event);
    await user.click(await screen.findByRole('radio', { name: 'What changed since' }));
    expect(await screen.findByLabelText('What changed of the resource')).toBeTruthy();
    expect(screen.getByLabelText('Since')).toBeTruthy();
  });

  it('is read again when it was looked at meanwhile', async () => {
    const { port, page, detail } = await shown([found(1_000, 'Pending')], about(7));
    await page.rerender({ detail, event: about(7, { look: { at: 1_000, changes: [] } }) });
    await waitFor(() => expect(port.resourceLooks).toHaveBeenCalledOnce());
    expect(await screen.findByText('GET /v2/orders/7')).toBeTruthy();
  });

  it('leads to what keeps it from being found', async () => {
    const problem = {
      title: 'The token lacks a scope.',
      meaning: '',
      remedy: 'Add the scope.',
      mend: 'scopes' as const,
    };
    const look = { kind: 'failed' as const, request: 'GET /v2/orders/7', problem, at: 5_000 };
    const event = about(7, { look: { at: 5_000, changes: [] } });
    await shown([look], event);
    const { appId, storeId } = event.row;
    const scopes = await screen.findByRole('link', { name: 'Permissions & scopes' });
    expect(scopes.getAttribute('href')).toBe(`#/apps/${appId}/settings/scopes`);
    const diagnose = screen.getByRole('link', { name: 'Diagnose' });
    expect(diagnose.getAttribute('href')).toBe(`#/diagnose/store/${storeId}`);
  });

  it('stays when it could not be fetched again', async () => {
    const { port, user } = await shown([found(5_000, 'Shipped')], about(7, { look: MOVED }));
    const refused = { code: 'storeUnknown', message: 'No such store.', hint: '', field: null };
    port.fetchResource.mockRejectedValueOnce(refused);
    await user.click(await screen.findByRole('button', { name: 'Fetch again' }));
    expect(await screen.findByText('No such store.')).toBeTruthy();
    expect(screen.getByText('GET /v2/orders/7')).toBeTruthy();
  });
});

import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { TriggerView } from '$lib/ipc';
import { appView, trigger } from '../testing';
import TriggerList from './TriggerList.svelte';

const OTHER = 'Show other webhooks';

function shown(triggers: TriggerView[]) {
  const onwant = vi.fn();
  const onprove = vi.fn();
  render(TriggerList, { app: appView(), triggers, running: null, onwant, onprove });
  return { onwant, onprove };
}

function many(): TriggerView[] {
  const orders = Array.from({ length: 8 }, (_, at) => trigger(`order_${at}`, [], at < 4));
  const customer = { ...trigger('customer_created', [], false), group: 'Our customers' };
  const archived = { ...trigger('order_archived', [], false), other: true };
  return [...orders, customer, archived];
}

describe('the list of triggers', () => {
  it('has a group for what they are about, and switches one on by its id', async () => {
    const { onwant } = shown(many());
    const customers = screen.getByRole('region', { name: 'Our customers' });
    const toggle = within(customers).getByRole('switch', { name: 'Receive customer_created' });
    expect(toggle.getAttribute('aria-checked')).toBe('false');
    await userEvent.click(toggle);
    expect(onwant).toHaveBeenCalledWith('customer_created', true);
  });

  it('shows other webhooks when they are asked for', async () => {
    shown(many());
    const archived = () => screen.queryByRole('switch', { name: 'Receive order_archived' });
    expect(archived()).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: OTHER }));
    expect(archived()).not.toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Hide other webhooks' }));
    expect(archived()).toBeNull();
  });

  it('is searched, and says when nothing matches', async () => {
    shown(many());
    const search = screen.getByRole('searchbox', { name: 'Search triggers' });
    await userEvent.type(search, 'archived');
    expect(screen.getAllByRole('switch')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: OTHER })).toBeNull();
    await userEvent.type(search, ' nothing');
    expect(screen.queryByRole('switch')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show all triggers' }));
    expect(screen.getAllByRole('switch')).toHaveLength(9);
  });

  it('has no search while there are few', () => {
    shown([trigger('order_created', [])]);
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(screen.queryByRole('button', { name: OTHER })).toBeNull();
  });
});

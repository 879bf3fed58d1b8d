import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Comparison } from '../compare/comparison.svelte';
import { Bodies } from '../model/bodies.svelte';
import { View } from '../model/view.svelte';
import CompareTab from './CompareTab.svelte';
import { about } from './testing';

const AFTER = about(7, { body: '{"a":2,"b":1}', bodySize: 13 });
const BEFORE = about(5, { body: '{"a":1,"b":1}', bodySize: 13 });

function shown(previousEvent = vi.fn(() => Promise.resolve<typeof BEFORE | null>(BEFORE))) {
  const event = vi.fn((id: number) => Promise.resolve(about(id, { body: '[]', bodySize: 2 })));
  const bodies = new Bodies({ body: () => Promise.reject(new Error('no body')) });
  const comparison = new Comparison({ event, previousEvent }, bodies);
  const props = { event: AFTER, comparison, view: new View() };
  return { ...props, asked: event, user: userEvent.setup(), draw: () => render(CompareTab, props) };
}

describe('an event compared', () => {
  it('is compared with the one before, and says what changed', async () => {
    shown().draw();
    expect(await screen.findByText(/^With the previous event: Order 5 was created/)).toBeTruthy();
    expect(screen.getByRole('radio', { name: 'Payload: 1 change' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Previous event' })).toBeNull();
  });

  it('is compared with a chosen one, until that is let go', async () => {
    const { asked, comparison, draw, user } = shown();
    comparison.choose(3, 7);
    draw();
    expect(await screen.findByText(/^With the chosen event: Order 3 was created/)).toBeTruthy();
    expect(asked).toHaveBeenCalledWith(3);
    await user.click(screen.getByRole('button', { name: 'Previous event' }));
    expect(await screen.findByText(/^With the previous event: Order 5/)).toBeTruthy();
  });

  it('says when there is nothing before it', async () => {
    shown(vi.fn(() => Promise.resolve(null))).draw();
    expect(await screen.findByText('Nothing before it')).toBeTruthy();
  });

  it('says when the comparison failed, and tries again', async () => {
    const previous = vi.fn(() => Promise.resolve<typeof BEFORE | null>(BEFORE));
    previous.mockRejectedValueOnce(new Error('The ledger is gone.'));
    const { draw, user } = shown(previous);
    draw();
    expect(await screen.findByText('The ledger is gone.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^With the previous event/)).toBeTruthy();
  });
});

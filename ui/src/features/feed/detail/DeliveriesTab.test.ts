import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import DeliveriesTab from './DeliveriesTab.svelte';
import { delivery } from './testing';

const headers = [{ name: 'webhook-id', value: 'msg_1' }];

describe('the deliveries of an event', () => {
  it('stand against the retry schedule, each with its headers and payload', async () => {
    const user = userEvent.setup();
    const onpayload = vi.fn();
    const deliveries = [delivery(1, { at: 0 }), delivery(2, { at: 60_000, headers })];
    render(DeliveriesTab, { deliveries, onpayload });
    expect(
      screen.getByRole('img', { name: /^2 deliveries against the retry schedule/ }),
    ).toBeTruthy();
    const [first, second] = screen.getAllByRole('listitem') as [HTMLElement, HTMLElement];
    expect(first.textContent).toContain('First try');
    expect(second.textContent).toContain('1 min later');
    const unfold = within(second).getByRole('button', { name: '1 headers' });
    expect(within(second).queryByRole('rowheader')).toBeNull();
    await user.click(unfold);
    expect(unfold.getAttribute('aria-expanded')).toBe('true');
    expect(within(second).getByRole('rowheader', { name: /webhook-id/ })).toBeTruthy();
    await user.click(within(second).getByRole('button', { name: 'Show payload' }));
    expect(onpayload).toHaveBeenCalledExactlyOnceWith(2);
  });

  it('say what they were answered, and what BigCommerce makes of it', () => {
    const answer = { status: 500, delayMs: 2_000 };
    const deliveries = [delivery(1, { at: 0, answer })];
    render(DeliveriesTab, { deliveries, onpayload: vi.fn() });
    expect(screen.getByText('Answered 500 after 2 s, as you asked')).toBeTruthy();
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('(answered 500)');
    expect(screen.getByText(/BigCommerce sends retry 1 60 s later, at /)).toBeTruthy();
  });

  it('say when there was none', () => {
    render(DeliveriesTab, { deliveries: [], onpayload: vi.fn() });
    expect(screen.getByText(/^Nothing was delivered/)).toBeTruthy();
    expect(screen.queryByRole('img')).toBeNull();
  });
});

import { configure, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import { installMock } from '$lib/ipc/mock';
import FaultDialog from './FaultDialog.svelte';

configure({ asyncUtilTimeout: 8_000 });

async function opened() {
  installMock('full');
  const onclose = vi.fn();
  const setFault = vi.spyOn(ipc, 'setFault').mockResolvedValue(null);
  render(FaultDialog, { open: true, onclose });
  const delay = await screen.findByRole<HTMLInputElement>('spinbutton', { name: 'Delay' });
  return { delay, onclose, setFault, user: userEvent.setup() };
}

describe('answering with a fault', { timeout: 20_000 }, () => {
  it('warns of real stores, and not of practice', async () => {
    const { user } = await opened();
    expect(screen.getByText(/^Real stores are concerned/)).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('From'), '3');
    expect(screen.queryByText(/^Real stores are concerned/)).toBeNull();
    await user.selectOptions(screen.getByLabelText('From'), 'all');
  });

  it('says what is wrong with a number, and does not begin', async () => {
    const { delay, setFault, user } = await opened();
    await fireEvent.input(delay, { target: { value: '45' } });
    expect(screen.getByRole('alert').textContent).toBe('A number from 0 to 30.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(setFault).not.toHaveBeenCalled();
    await fireEvent.input(delay, { target: { value: '2' } });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('begins with Enter and closes', async () => {
    const { onclose, setFault, user } = await opened();
    await user.selectOptions(screen.getByLabelText('Deliveries of'), 'Order Created');
    await user.selectOptions(screen.getByLabelText('Answer'), '503 Service Unavailable');
    await user.click(screen.getByRole('radio', { name: 'For the next deliveries' }));
    await user.click(screen.getByRole('spinbutton', { name: 'Deliveries' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(setFault.mock.lastCall?.[0]).toMatchObject({
      trigger: 'order_created',
      storeId: null,
      status: 503,
      times: 3,
    });
  });
});

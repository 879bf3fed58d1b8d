import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import TitleRow from '$frame/TitleRow.svelte';
import { ipc } from '$lib/ipc';
import type { FaultView, StatusView } from '$lib/ipc';
import { statusOf } from '$lib/ipc/mock/status';
import { announcements } from '$lib/state/announce.svelte';
import { status } from '$lib/state/status.svelte';

const FAULT = { trigger: 'Order Created', store: 'Northwind', status: 500, delayS: 0, left: null };

function told(fault: Partial<FaultView> | null): StatusView {
  return { ...statusOf('full'), fault: fault && { ...FAULT, until: 0, ...fault } };
}

describe('the fault under the title of every screen', () => {
  afterEach(() => {
    vi.useRealTimers();
    status.now = null;
    announcements.list = [];
  });

  it('is told, counts down and vanishes when it is over', () => {
    vi.useFakeTimers();
    status.now = told({ until: Date.now() + 61_000 });
    render(TitleRow, { title: 'Feed' });
    const words = screen.getByRole('status');
    expect(words.textContent).toMatch(/500 to every delivery of Order Created from Northwind/);
    expect(screen.getByRole('timer').textContent).toMatch(/1:01\s+left/);
    flushSync(() => vi.advanceTimersByTime(2_000));
    expect(screen.getByRole('timer').textContent).toMatch(/0:59\s+left/);
    flushSync(() => vi.advanceTimersByTime(60_000));
    expect(screen.queryByRole('timer')).toBeNull();
    expect(words.textContent?.trim()).toBe('');
  });

  it('is stopped, and says when it cannot be', async () => {
    const user = userEvent.setup();
    status.now = told({ until: Date.now() + 60_000 });
    render(TitleRow, { title: 'Feed' });
    const stop = vi.spyOn(ipc, 'clearFault').mockRejectedValueOnce(new Error('no'));
    await user.click(screen.getByRole('button', { name: 'Stop the fault' }));
    await waitFor(() => expect(announcements.list.at(-1)?.tone).toBe('bad'));
    stop.mockResolvedValueOnce(null);
    await user.click(screen.getByRole('button', { name: 'Stop the fault' }));
    await waitFor(() => expect(announcements.list.at(-1)?.tone).toBe('good'));
    status.now = told(null);
    await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
  });
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { exactTime } from '$lib/format/time';
import { clock } from '$lib/state/clock.svelte';
import Time from './Time.svelte';

const at = clock.now - 3 * 60_000;

describe('a time', () => {
  it('is relative, and exact for whoever comes to it by keyboard', async () => {
    render(Time, { props: { at } });
    const time = screen.getByText('3 min ago');
    expect(screen.queryByText(exactTime(at))).toBeNull();
    await userEvent.tab();
    expect(document.activeElement).toBe(time);
    await screen.findByText(exactTime(at));
  });

  it('is no stop of the Tab key in a list', async () => {
    render(Time, { props: { at, listed: true } });
    await userEvent.tab();
    expect(document.activeElement).toBe(document.body);
    expect(screen.getByText('3 min ago').title).toBe(exactTime(at));
  });
});

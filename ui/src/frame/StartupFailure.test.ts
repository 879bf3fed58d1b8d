import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import App from '../App.svelte';
import { mockIPC } from '$lib/ipc/testing';

const problem = {
  title: 'Another Patchbay uses this data folder',
  meaning: 'Only one may.',
  remedy: 'Close the other one.',
};
const failed = { kind: 'failed', problem, home: '/home/ada/.local/share/patchbay' };

describe('a start that failed', () => {
  it('is tried again on the spot, and says so while the same stands in the way', async () => {
    const outcomes = [
      failed,
      failed,
      { ...failed, problem: { ...problem, title: 'The disk is full' } },
    ];
    mockIPC((command) => (command === 'startup' ? outcomes.shift() : null));
    render(App);
    await screen.findByRole('heading', { name: problem.title });
    expect(screen.queryByText(/Still in the way/)).toBeNull();

    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('Still in the way after 1 try');

    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('heading', { name: 'The disk is full' });
  });

  it('gives way to the app once nothing stands in the way', async () => {
    const outcomes = [failed, { kind: 'ready' }];
    mockIPC((command) => (command === 'startup' ? outcomes.shift() : new Promise(() => undefined)));
    render(App);
    await fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.getByRole('navigation', { name: 'Screens' })).toBeTruthy());
    expect(screen.queryByRole('heading', { name: problem.title })).toBeNull();
  });
});

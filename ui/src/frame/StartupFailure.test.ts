import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import App from '../App.svelte';
import type { BackupFile, BackupKind, Startup } from '$lib/ipc';
import { mockIPC } from '$lib/ipc/testing';

const problem = {
  title: 'Another Patchbay uses this data folder',
  meaning: 'Only one may.',
  mend: null,
  remedy: 'Close the other one.',
};
const home = '/home/ada/.local/share/patchbay';
const failed = { kind: 'failed', problem, home, rescue: null };

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

describe('a ledger that is damaged', () => {
  const file = (day: number, kind: BackupKind = 'daily'): BackupFile => ({
    name: `patchbay-${day}.db`,
    kind,
    at: Date.UTC(2026, 10, day, 10),
    bytes: 1_000_000,
  });
  const damaged = (backups: BackupFile[]): Startup => ({
    kind: 'failed',
    problem,
    home,
    rescue: { backups },
  });
  const contents = { apps: ['One'], stores: 2, events: 1204, oldest: 0, newest: 0 };

  function open(backups: BackupFile[], more: Record<string, (args: unknown) => unknown>) {
    const asked: [string, unknown][] = [];
    mockIPC((command, args) => {
      asked.push([command, args]);
      if (command === 'startup') return damaged(backups);
      return more[command]?.(args) ?? new Promise(() => undefined);
    });
    render(App);
    return asked;
  }

  it('gives way to a backup once that was looked at', async () => {
    const asked = open([file(21), file(20)], {
      look_at_rescue: () => contents,
      rescue_ledger: () => ({ kind: 'ready' }),
    });
    const [, older] = await screen.findAllByRole('button', { name: /Look inside the backup/ });
    if (older) await fireEvent.click(older);
    await screen.findByText(/It holds 1 app, 2 stores and 1,204 events/);
    expect(asked.map(([command]) => command)).not.toContain('rescue_ledger');

    await fireEvent.click(screen.getByRole('button', { name: 'Put this backup in its place' }));
    await screen.findByRole('navigation', { name: 'Screens' });
    expect(asked).toContainEqual(['look_at_rescue', { name: 'patchbay-20.db' }]);
    expect(asked).toContainEqual(['rescue_ledger', { withBackup: true }]);
  });

  it('is left alone while an empty ledger is only thought of', async () => {
    const asked = open([], { rescue_ledger: () => damaged([file(22, 'beforeRestore')]) });
    await screen.findByText('There are no backups in the data folder.');
    await fireEvent.click(screen.getByRole('button', { name: 'Begin with an empty ledger…' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(asked.map(([command]) => command)).not.toContain('rescue_ledger');

    await fireEvent.click(screen.getByRole('button', { name: 'Begin with an empty ledger…' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Begin with an empty ledger' }));
    await screen.findByText(/Before a restore/);
    expect(asked).toContainEqual(['rescue_ledger', { withBackup: false }]);
  });

  it('says why a backup is of no use', async () => {
    const why = {
      code: 'fileUnusable',
      message: 'The backup is damaged.',
      hint: 'Choose another.',
      field: null,
    };
    open([file(21)], { look_at_rescue: () => Promise.reject(why) });
    await fireEvent.click(await screen.findByRole('button', { name: /Look inside the backup/ }));
    await screen.findByText('The backup is damaged.');
    expect(screen.queryByRole('button', { name: 'Put this backup in its place' })).toBeNull();
  });

  it('shows the newest backups first, the others when asked', async () => {
    open(
      [28, 27, 26, 25, 24, 23].map((day) => file(day)),
      {},
    );
    expect(await screen.findAllByRole('listitem')).toHaveLength(4);
    await fireEvent.click(screen.getByRole('button', { name: 'Show 2 older backups' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(6);
  });
});

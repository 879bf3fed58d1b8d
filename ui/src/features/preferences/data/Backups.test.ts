import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { backend } from '../../app/testing';
import { beginAgain } from './again';
import BackupsSection from './BackupsSection.svelte';
import { BACKUPS, LOOKED } from './testing';

vi.mock('./again', () => ({ beginAgain: vi.fn() }));

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('backups', () => {
  it('are looked at before anything is replaced, and what they lack is said', async () => {
    const asked = backend({
      look_at_backup: () => LOOKED,
      restore_backup: () => ({ kind: 'ready' }),
    });
    render(BackupsSection, { props: { backups: BACKUPS, task: null } });
    await press('Restore from a file');
    await screen.findByText('Restore this backup?');
    expect(screen.getByText('990,000') && screen.getByText('1,000,000')).toBeTruthy();
    const lacks = 'Orders sync: give its Client Secret again; 2 stores have to install it again.';
    expect(screen.getByText(lacks)).toBeTruthy();
    expect(asked.map(({ command }) => command)).toEqual(['look_at_backup']);
    await press('Replace the ledger');
    await vi.waitFor(() => expect(beginAgain).toHaveBeenCalled());
  });

  it('that were looked at are forgotten when the user thinks better of it', async () => {
    const asked = backend({ look_at_kept_backup: () => LOOKED, forget_backup: () => null });
    render(BackupsSection, { props: { backups: BACKUPS, task: null } });
    await press(/^Restore the backup of/);
    await screen.findByText('Restore this backup?');
    await press('Cancel');
    await vi.waitFor(() => expect(asked.at(-1)?.command).toBe('forget_backup'));
    expect(screen.queryByText('Restore this backup?')).toBeNull();
  });

  it('that are refused say why', async () => {
    backend({
      look_at_backup: () => {
        const message = 'This backup is damaged.';
        throw { code: 'fileUnusable', message, hint: 'Nothing was changed.', field: null };
      },
    });
    render(BackupsSection, { props: { backups: BACKUPS, task: null } });
    await press('Restore from a file');
    expect(await screen.findByText('This backup is damaged.')).toBeTruthy();
  });

  it('are deleted after a second press only', async () => {
    const asked = backend({ delete_backup: () => null });
    render(BackupsSection, { props: { backups: BACKUPS, task: null } });
    await press(/^Delete the backup of/);
    expect(asked).toEqual([]);
    await press(/^Delete 1.2 MB/);
    await vi.waitFor(() => expect(asked.at(-1)?.args).toEqual({ name: BACKUPS.files[0]?.name }));
  });

  it('that are damaged ledgers can be deleted, and not restored', async () => {
    const asked = backend({ delete_backup: () => null });
    const name = 'damaged-2026-11-23-101112.db';
    const file = { name, kind: 'damaged' as const, at: 0, bytes: BACKUPS.files[0]?.bytes ?? 0 };
    render(BackupsSection, { props: { backups: { ...BACKUPS, files: [file] }, task: null } });
    expect(screen.getByText(/Damaged ledger, kept as it was/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Restore the/ })).toBeNull();
    await press(/^Delete the damaged ledger of/);
    await press(/^Delete 1.2 MB/);
    await vi.waitFor(() => expect(asked.at(-1)?.args).toEqual({ name }));
  });

  it('can be stopped while they are written, and nothing else begins', async () => {
    const asked = backend({ stop_task: () => null });
    const task = { kind: 'backUp' as const, done: 0.42 };
    render(BackupsSection, { props: { backups: BACKUPS, task } });
    expect(screen.getByText('42 %')).toBeTruthy();
    const restore = screen.getByRole<HTMLButtonElement>('button', { name: 'Restore from a file' });
    expect(restore.disabled).toBe(true);
    await press('Stop');
    expect(asked.at(-1)?.command).toBe('stop_task');
  });
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportFile } from '$lib/ipc';
import { settled } from '../testing';
import ExportDialog from './ExportDialog.svelte';
import { Exports } from './exports.svelte';
import ImportDialog from './ImportDialog.svelte';
import { Imports } from './imports.svelte';
import { FILE } from './testing';

const never = () => new Promise<never>(() => undefined);

async function exporting(ids: number[], events: number) {
  const exportEvents = vi.fn(never);
  const countEvents = async () => ({ events, next: null });
  const exports = new Exports({
    exportEvents,
    countEvents,
    cancel: vi.fn(),
    showExport: never,
  });
  exports.ask(ids, []);
  await settled();
  render(ExportDialog, { exports });
  return { exports, exportEvents, user: userEvent.setup() };
}

async function importing(file: Partial<ImportFile> = {}) {
  const importEvents = vi.fn(never);
  const chooseImport = async () => ({ kind: 'ready' as const, ...FILE, ...file });
  const imports = new Imports({ chooseImport, importEvents, cancel: vi.fn() });
  await imports.choose();
  render(ImportDialog, { imports });
  return { imports, importEvents, user: userEvent.setup() };
}

describe('the dialog of an export', () => {
  beforeEach(() => localStorage.clear());

  it('names formats with what they are for, and goes by keys', async () => {
    const { exports, exportEvents, user } = await exporting([4, 5], 1240);
    expect(screen.getByRole('dialog', { name: 'Export events' })).toBeTruthy();
    expect(screen.getByText('2 events')).toBeTruthy();
    const csv = screen.getByRole('radio', { name: 'CSV' });
    expect(csv.getAttribute('aria-describedby')).toBeTruthy();
    csv.focus();
    await user.keyboard(' ');
    expect(exports.format).toBe('csv');
    await user.click(screen.getByRole('radio', { name: 'All events' }));
    expect(screen.getByText('1,240 events')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Export…' }));
    expect(exportEvents).toHaveBeenCalledTimes(1);
  });

  it('has nothing to do when there is no event', async () => {
    await exporting([], 0);
    expect(screen.getByRole('button', { name: 'Export…' })).toHaveProperty('disabled', true);
  });
});

describe('the dialog of an import', () => {
  it('says what is in the file, what is here and what cannot be read', async () => {
    const { imports, importEvents, user } = await importing();
    expect(screen.getByText('orders.ndjson')).toBeTruthy();
    expect(screen.getByText(/8 of them already here/)).toBeTruthy();
    expect(screen.getByText(/It is no event/)).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('App to import into'), '1');
    expect(imports.target).toBe(1);
    expect(screen.getByText(/1 new store: Alpine Supply/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Import 98 events' }));
    expect(importEvents).toHaveBeenCalledTimes(1);
  });

  it('has nothing to do when all are here, or there is no app', async () => {
    await importing({ events: 8 });
    expect(screen.getByRole('button', { name: 'Nothing to import' })).toHaveProperty(
      'disabled',
      true,
    );
  });

  it('leads to the catalog when there is no app', async () => {
    await importing({ targets: [] });
    expect(screen.getByText('There is no app here for them')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open the catalog' })).toBeTruthy();
  });
});

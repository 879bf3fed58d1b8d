import { describe, expect, it, vi } from 'vitest';
import type { ImportFile, ImportPreview, ImportView, Progress } from '$lib/ipc';
import { settled } from '../testing';
import { Imports } from './imports.svelte';
import { FILE } from './testing';

const VIEW: ImportView = {
  added: 90,
  here: 8,
  noRoom: 0,
  unreadable: { count: 0, first: [] },
  cancelled: false,
};
const AT: Progress = { watch: 5, phase: 'reading', done: 10, total: null };
const ready = (file: ImportFile = FILE): ImportPreview => ({ kind: 'ready', ...file });

function desk(preview: () => Promise<ImportPreview>) {
  let tell: (progress: Progress) => void = () => undefined;
  const chooseImport = vi.fn((take: typeof tell) => ((tell = take), preview()));
  const importEvents = vi.fn(async () => VIEW);
  const cancel = vi.fn();
  const imports = new Imports({ chooseImport, importEvents, cancel });
  return { imports, chooseImport, importEvents, cancel, tell: (at: Progress) => tell(at) };
}

describe('an import', () => {
  it('shows what is in the file before it goes anywhere', async () => {
    const { imports, importEvents } = desk(async () => ready());
    await imports.choose();
    expect(imports.file?.file).toBe('orders.ndjson');
    expect(importEvents).not.toHaveBeenCalled();
  });

  it('goes into the app chosen', async () => {
    const { imports, importEvents } = desk(async () => ready());
    await imports.choose();
    imports.target = 1;
    await imports.start();
    expect(importEvents.mock.lastCall?.slice(0, 2)).toEqual([7, 2]);
    expect([imports.done, imports.open]).toEqual([VIEW, false]);
  });

  it('ends the reading when the dialog is closed', async () => {
    const { imports, cancel, tell } = desk(() => new Promise(() => undefined));
    void imports.choose();
    tell(AT);
    expect(imports.open).toBe(true);
    imports.close();
    expect(cancel).toHaveBeenLastCalledWith(5);
  });

  it('stays silent when no file was chosen', async () => {
    const { imports } = desk(async () => ({ kind: 'nothing' }));
    await imports.choose();
    expect([imports.open, imports.error, imports.choosing]).toEqual([false, null, false]);
  });

  it('says why a file cannot be imported', async () => {
    const why = { code: 'fileUnusable', message: 'a CSV file', hint: 'JSON', field: null };
    const { imports } = desk(() => Promise.reject(why));
    await imports.choose();
    await settled();
    expect([imports.open, imports.error?.message]).toEqual([false, 'a CSV file']);
  });
});

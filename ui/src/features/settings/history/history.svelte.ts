/** The history of an app's changes: read a page at a time, and exported. */
import { asIpcError, ipc } from '$lib/ipc';
import type { HistoryEntry, HistoryExportView, HistoryFormat, IpcError } from '$lib/ipc';
import { count } from '$lib/format/number';
import { Act } from '$lib/state/act.svelte';
import { announce } from '$lib/state/announce.svelte';

/** A history that was written to a file. */
export type Exported = Extract<HistoryExportView, { kind: 'done' }>;

/** The history of one app. */
export class History {
  /** `null` until it was read. */
  changes = $state.raw<readonly HistoryEntry[] | null>(null);
  error = $state.raw<IpcError | null>(null);
  exported = $state.raw<Exported | null>(null);
  readonly act = new Act();
  readonly #app: number;
  #older = $state.raw<number | null>(null);

  /** Whether there are older ones than those shown. */
  readonly more = $derived(this.#older !== null);

  constructor(app: number) {
    this.#app = app;
  }

  /** Reads the newest; those that were shown before stay. */
  async load(): Promise<void> {
    try {
      const page = await ipc.history(this.#app, null);
      const oldest = page.changes.at(-1)?.id ?? 0;
      const rest = (this.changes ?? []).filter(({ id }) => id < oldest);
      if (rest.length === 0) this.#older = page.older;
      this.changes = [...page.changes, ...rest];
      this.error = null;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }

  /** Reads the next older ones. */
  async readOlder(): Promise<void> {
    const before = this.#older;
    const read = await this.act.run('older', () => ipc.history(this.#app, before));
    if (!read) return;
    this.changes = [...(this.changes ?? []), ...read.value.changes];
    this.#older = read.value.older;
  }

  /** Asks for a file and writes all of it there. */
  async export(format: HistoryFormat): Promise<void> {
    this.exported = null;
    const done = await this.act.run(format, () => ipc.exportHistory(this.#app, format));
    if (done?.value.kind !== 'done') return;
    this.exported = done.value;
    announce(`${count(done.value.changes, 'change')} written to ${done.value.file}`, 'good', false);
  }

  /** Shows the folder of what was exported. */
  async show(): Promise<void> {
    const { exported } = this;
    if (exported) await this.act.run('show', () => ipc.showExport(exported.number));
  }
}

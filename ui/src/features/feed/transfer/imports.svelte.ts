/** Importing events: the file, what is in it, how far it is, and how it ended. */
import { asIpcError } from '$lib/ipc';
import type { ImportFile, ImportPreview, ImportView, IpcError, Progress } from '$lib/ipc';
import { announce } from '$lib/state/announce.svelte';
import { importedWords } from './words';

/** The part of the backend that imports. */
export interface ImportPort {
  chooseImport(take: (progress: Progress) => void): Promise<ImportPreview>;
  importEvents(
    number: number,
    app: number | null,
    take: (progress: Progress) => void,
  ): Promise<ImportView>;
  cancel(watch: number): void;
}

/** The import of now. */
export class Imports {
  /** Whether the system's dialog is open. */
  choosing = $state(false);
  /** How far the reading of the file is. */
  reading = $state.raw<Progress | null>(null);
  /** The file that was read, while the dialog asks about it. */
  file = $state.raw<ImportFile | null>(null);
  /** The place of the app chosen among the file's targets. */
  target = $state(0);
  progress = $state.raw<Progress | null>(null);
  done = $state.raw<ImportView | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly #port: ImportPort;

  constructor(port: ImportPort) {
    this.#port = port;
  }

  /** Whether the dialog is open. */
  readonly open = $derived(this.reading !== null || this.file !== null);

  /** Asks for a file and reads it. */
  async choose(): Promise<void> {
    if (this.choosing || this.open) return;
    if (this.progress) return announce('An import is under way already', 'info');
    this.choosing = true;
    this.dismiss();
    try {
      const preview = await this.#port.chooseImport((progress) => (this.reading = progress));
      if (preview.kind === 'ready') this.file = preview;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    } finally {
      this.choosing = false;
      this.reading = null;
      this.target = 0;
    }
  }

  /** Closes the dialog; a reading ends. */
  close(): void {
    if (this.reading) this.#port.cancel(this.reading.watch);
    this.file = null;
  }

  /** Forgets how the last one ended. */
  dismiss(): void {
    this.done = null;
    this.error = null;
  }

  /** Imports the file into the app chosen. */
  async start(): Promise<void> {
    const { file } = this;
    const target = file?.targets[this.target];
    if (!file || !target || this.progress) return;
    this.file = null;
    try {
      const take = (progress: Progress) => (this.progress = progress);
      this.done = await this.#port.importEvents(file.number, target.app, take);
      announce(importedWords(this.done), 'good', false);
    } catch (thrown) {
      this.error = asIpcError(thrown);
    } finally {
      this.progress = null;
    }
  }

  /** Cancels what is under way. */
  cancel(): void {
    if (this.progress) this.#port.cancel(this.progress.watch);
  }
}

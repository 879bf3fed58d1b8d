/** What the user puts on events: pins, labels, notes. They come back with the rows of the live tail. */
import { SvelteMap } from 'svelte/reactivity';
import { asIpcError } from '$lib/ipc';
import type { IpcError } from '$lib/ipc';
import { announce } from '$lib/state/announce.svelte';

/** What is needed of the backend. */
export interface MarksPort {
  pinEvents(ids: number[], pinned: boolean): Promise<unknown>;
  labelEvents(ids: number[], label: string, on: boolean): Promise<unknown>;
  noteEvent(id: number, note: string): Promise<unknown>;
  labels(): Promise<string[]>;
}

/** A note that is being written, or could not be saved. */
export interface Draft {
  readonly text: string;
  readonly error: IpcError | null;
}

/** Puts marks on events. */
export class Marks {
  /** All labels in use. */
  known = $state.raw<readonly string[]>([]);
  /** Notes not saved yet, by event. They stay until they are. */
  readonly drafts = new SvelteMap<number, Draft>();
  #port: MarksPort;
  #changed: () => void;

  /** `changed` hears that marks were changed. */
  constructor(port: MarksPort, changed: () => void) {
    this.#port = port;
    this.#changed = changed;
  }

  /** Reads the labels in use. What cannot be read is left as it was. */
  async loadLabels(): Promise<void> {
    this.known = await this.#port.labels().catch(() => this.known);
  }

  /** Pins events, or lets go of them. */
  async pin(ids: readonly number[], pinned: boolean): Promise<void> {
    await this.#do(() => this.#port.pinEvents([...ids], pinned), pinned ? 'Pinned' : 'Not pinned');
  }

  /** Gives events a label, or takes it away. */
  async label(ids: readonly number[], label: string, on: boolean): Promise<void> {
    const wanted = label.trim();
    if (wanted === '') return;
    const said = on ? `Labelled ${wanted}` : `Label ${wanted} removed`;
    await this.#do(() => this.#port.labelEvents([...ids], wanted, on), said);
    await this.loadLabels();
  }

  /** Keeps what is written of a note. */
  write(id: number, text: string): void {
    this.drafts.set(id, { text, error: null });
  }

  /** Saves what was written. On failure it stays, with the reason. */
  async saveNote(id: number): Promise<void> {
    const draft = this.drafts.get(id);
    if (!draft) return;
    try {
      await this.#port.noteEvent(id, draft.text.trim());
      if (this.drafts.get(id)?.text === draft.text) this.drafts.delete(id);
      announce('Note saved', 'good', false);
      this.#changed();
    } catch (thrown) {
      const { text } = this.drafts.get(id) ?? draft;
      this.drafts.set(id, { text, error: asIpcError(thrown) });
    }
  }

  async #do(work: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await work();
      announce(said, 'good', false);
      this.#changed();
    } catch (thrown) {
      announce(asIpcError(thrown).message, 'bad');
    }
  }
}

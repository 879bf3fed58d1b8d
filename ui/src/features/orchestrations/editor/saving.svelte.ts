/** A draft as it is saved: soon after it changes, one save at a time, and never an older one last. */
import { asIpcError } from '$lib/ipc';
import type { Document, DraftSaved, IpcError } from '$lib/ipc';

/** How far saving is. */
export type SavePhase =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** How long after the last change it is saved, in milliseconds. */
export const PAUSE_MS = 400;

/** Saves a draft. */
export class Saving {
  phase = $state.raw<SavePhase>({ kind: 'saved' });
  readonly #save: (draft: Document) => Promise<DraftSaved>;
  readonly #saved: (saved: DraftSaved) => void;
  #wanted: Document | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;

  constructor(save: (draft: Document) => Promise<DraftSaved>, saved: (saved: DraftSaved) => void) {
    this.#save = save;
    this.#saved = saved;
  }

  /** It changed. */
  soon(draft: Document): void {
    this.#wanted = draft;
    this.phase = { kind: 'saving' };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), PAUSE_MS);
  }

  /** Saves what is not saved yet, at once; whether all of it is. */
  async now(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => (this.#running = null));
    await this.#running;
    return this.phase.kind === 'saved';
  }

  async #run(): Promise<void> {
    while (this.#wanted) {
      const draft = this.#wanted;
      this.#wanted = null;
      try {
        const saved = await this.#save(draft);
        if (this.#wanted === null) this.#saved(saved);
        if (this.#wanted === null) this.phase = { kind: 'saved' };
      } catch (thrown) {
        this.#wanted ??= draft;
        this.phase = { kind: 'failed', error: asIpcError(thrown) };
        return;
      }
    }
  }
}

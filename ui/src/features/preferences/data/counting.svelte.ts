/** What would go, counted anew when what is asked changes; answers that a newer question has overtaken are dropped. */
import { asIpcError } from '$lib/ipc';
import type { IpcError, RemovalPreview } from '$lib/ipc';

/** How long typing rests before it is counted. */
const REST = 300;

/** What would go. */
export class Counting {
  /** What was counted for the question at hand; nothing while it is being counted. */
  preview = $state.raw<RemovalPreview | null>(null);
  error = $state.raw<IpcError | null>(null);
  #question = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Counts once this has not been asked again for a moment; at once the first time. */
  ask(counting: () => Promise<RemovalPreview>): void {
    const question = ++this.#question;
    this.preview = null;
    this.error = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#count(question, counting), question > 1 ? REST : 0);
  }

  /** There is nothing to count. */
  rest(): void {
    this.#question += 1;
    this.preview = null;
    this.error = null;
    clearTimeout(this.#timer);
  }

  async #count(question: number, counting: () => Promise<RemovalPreview>): Promise<void> {
    try {
      const preview = await counting();
      if (question === this.#question) this.preview = preview;
    } catch (thrown) {
      if (question === this.#question) this.error = asIpcError(thrown);
    }
  }
}

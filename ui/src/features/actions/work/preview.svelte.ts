/** What would be sent for what is filled in so far, asked for while the user types. */
import { asIpcError } from '$lib/ipc';
import type { ActionPreview, IpcError } from '$lib/ipc';

/** How long nothing is typed before it is asked for, in milliseconds. */
export const PAUSE = 180;

/** The backend's judgement of a text. */
export class Preview {
  now = $state.raw<ActionPreview | null>(null);
  error = $state.raw<IpcError | null>(null);
  /** The text that it is of. */
  of = $state<string | null>(null);
  readonly #ask: (text: string) => Promise<ActionPreview>;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (text: string) => Promise<ActionPreview>) {
    this.#ask = ask;
  }

  /** Asks once the user pauses; at once the first time. */
  soon(text: string): void {
    clearTimeout(this.#timer);
    if (text === this.of) return;
    const pause = this.of === null ? 0 : PAUSE;
    this.#timer = setTimeout(() => void this.ask(text), pause);
  }

  /** Asks at once. Only the answer to what was asked last counts. */
  async ask(text: string): Promise<ActionPreview | null> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const preview = await this.#ask(text);
      if (turn === this.#turn) this.#take(text, preview, null);
      return preview;
    } catch (thrown) {
      if (turn === this.#turn) this.#take(text, null, asIpcError(thrown));
      return null;
    }
  }

  #take(text: string, preview: ActionPreview | null, error: IpcError | null): void {
    this.of = text;
    this.now = preview;
    this.error = error;
  }
}

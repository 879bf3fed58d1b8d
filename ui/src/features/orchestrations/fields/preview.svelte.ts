/** What a text with expressions comes to, looked at a moment after it was typed. */
import type { ExpressionPreview } from '$lib/ipc';
import type { Known } from '../editor/known';
import type { OrchestrationsPort } from '../port';

const PAUSE_MS = 180;

/** The preview of one text. */
export class Preview {
  now = $state.raw<ExpressionPreview | null>(null);
  readonly #port: Pick<OrchestrationsPort, 'previewExpression'>;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(port: Pick<OrchestrationsPort, 'previewExpression'>) {
    this.#port = port;
  }

  /** It was typed. A text without expressions is what it says. */
  soon(text: string, known: Known): void {
    this.leave();
    if (!text.includes('{{')) this.now = null;
    else this.#timer = setTimeout(() => void this.#look(text, known), PAUSE_MS);
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  async #look(text: string, known: Known): Promise<void> {
    const turn = this.#turn;
    try {
      const now = await this.#port.previewExpression(text, JSON.stringify(known));
      if (turn === this.#turn) this.now = now;
    } catch {
      if (turn === this.#turn) this.now = null;
    }
  }
}

/** Versions of an orchestration, and what one says other than another. */
import { asIpcError } from '$lib/ipc';
import type { DocumentChange, IpcError } from '$lib/ipc';
import type { OrchestrationsPort } from '../port';

/** What two of them are compared by: ids, or the draft. */
export interface Pair {
  readonly from: number | null;
  readonly to: number | null;
}

/** How far a comparison is. */
export type Compared =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly changes: readonly DocumentChange[] }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** A comparison of two. */
export class Comparison {
  now = $state.raw<Compared>({ kind: 'loading' });
  readonly #port: Pick<OrchestrationsPort, 'compareVersions'>;
  readonly #id: number;
  #turn = 0;

  constructor(port: Pick<OrchestrationsPort, 'compareVersions'>, id: number) {
    this.#port = port;
    this.#id = id;
  }

  /** Compares two. */
  async look({ from, to }: Pair): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.now = { kind: 'loading' };
    let found: Compared;
    try {
      found = { kind: 'ready', changes: await this.#port.compareVersions(this.#id, from, to) };
    } catch (thrown) {
      found = { kind: 'failed', error: asIpcError(thrown) };
    }
    if (turn === this.#turn) this.now = found;
  }
}

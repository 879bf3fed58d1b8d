/** The stores as the list shows them. */
import { asIpcError } from '$lib/ipc';
import type { IpcError, StoreRow } from '$lib/ipc';

/** What the list needs of the backend. */
export interface StoresPort {
  /** The stores of every app. */
  storeRows(): Promise<StoreRow[]>;
}

/** How far the list is. */
export type StoresPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly stores: readonly StoreRow[] }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** The stores of every app. */
export class Stores {
  phase = $state.raw<StoresPhase>({ kind: 'loading' });
  #port: StoresPort;
  #question = 0;

  constructor(port: StoresPort) {
    this.#port = port;
  }

  /** Loads them, or loads them again. What is shown stays until the new ones have come. */
  async load(): Promise<void> {
    const question = (this.#question += 1);
    const answer = await this.#port.storeRows().then(
      (stores): StoresPhase => ({ kind: 'ready', stores }),
      (error: unknown): StoresPhase => ({ kind: 'failed', error: asIpcError(error) }),
    );
    if (question === this.#question) this.phase = answer;
  }

  /** Loads again after a failure. */
  async retry(): Promise<void> {
    this.phase = { kind: 'loading' };
    await this.load();
  }
}

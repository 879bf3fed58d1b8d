/** The stores as the list and the store page show them. */
import { asIpcError } from '$lib/ipc';
import type { IpcError, StoreView } from '$lib/ipc';

/** What the screens need of the backend. */
export interface StoresPort {
  /** The stores of every app. */
  stores(): Promise<StoreView[]>;
}

/** How far the list is. */
export type StoresPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly stores: readonly StoreView[] }
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
    const answer = await this.#port.stores().then(
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

  /** A store by its id, when it is there. */
  store(id: number): StoreView | undefined {
    return this.phase.kind === 'ready' ? this.phase.stores.find((one) => one.id === id) : undefined;
  }

  /** Puts a newer state of a store in its place. */
  replace(store: StoreView): void {
    if (this.phase.kind !== 'ready') return;
    const stores = this.phase.stores.map((one) => (one.id === store.id ? store : one));
    this.phase = { kind: 'ready', stores };
  }
}

/** An install as the page follows it, and the stores that came of it. */
import { asIpcError, ipc } from '$lib/ipc';
import type { IpcError, StoreView } from '$lib/ipc';
import { Awaiting } from './awaiting.svelte';

/** The installs of one app. */
export class Installing extends Awaiting {
  stores = $state.raw<readonly StoreView[] | null>(null);
  error = $state.raw<IpcError | null>(null);

  /** The store of the install that has just ended well. */
  readonly fresh = $derived(
    this.install?.stage === 'done'
      ? (this.stores?.find((store) => store.id === this.install?.storeId) ?? null)
      : null,
  );

  constructor(id: number) {
    super(id, () => void this.readStores());
  }

  /** Reads the stores, and follows an install that goes on already. */
  async load(): Promise<void> {
    await Promise.all([this.readStores(), this.follow()]);
  }

  async readStores(): Promise<void> {
    try {
      this.stores = await ipc.stores(this.id);
      this.error = null;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }

  /** Accepts a store nobody was waiting for, or not. */
  async answer(store: StoreView, yes: boolean): Promise<void> {
    const ask = (): Promise<unknown> =>
      yes ? ipc.confirmStore(store.id) : ipc.refuseStore(store.id);
    await this.act.run(`${yes ? 'confirm' : 'refuse'} ${store.id}`, ask);
    await this.readStores();
  }
}

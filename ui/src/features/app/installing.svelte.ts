/** An install as the page follows it, and the stores that came of it. */
import { asIpcError, ipc } from '$lib/ipc';
import type { InstallStage, InstallView, InstallWay, IpcError, StoreView } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import { Leaving } from '$lib/state/leaving';

/** Whether BigCommerce is still awaited, or a code is being dealt with. */
export function isRunning(stage: InstallStage | undefined): boolean {
  return stage === 'waiting' || stage === 'exchanging' || stage === 'proving';
}

/** The installs of one app. */
export class Installing {
  install = $state.raw<InstallView | null>(null);
  stores = $state.raw<readonly StoreView[] | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly act = new Act();
  readonly id: number;
  readonly #watching = new Leaving();
  #way = $state.raw<InstallWay | null>(null);

  readonly running = $derived(isRunning(this.install?.stage));
  /** The store of the install that has just ended well. */
  readonly fresh = $derived(
    this.install?.stage === 'done'
      ? (this.stores?.find((store) => store.id === this.install?.storeId) ?? null)
      : null,
  );

  constructor(id: number) {
    this.id = id;
  }

  /** Reads the stores, and follows an install that goes on already. */
  async load(): Promise<void> {
    await Promise.all([this.readStores(), this.#watch()]);
  }

  async readStores(): Promise<void> {
    try {
      this.stores = await ipc.stores(this.id);
      this.error = null;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }

  /** Opens BigCommerce and waits for it. */
  async begin(way: InstallWay): Promise<void> {
    const begun = await this.act.run('begin', () => ipc.beginInstall(this.id, way));
    if (!begun) return;
    this.#way = way;
    this.install = begun.value;
    await this.#watch();
  }

  /** Whether it is known how to open BigCommerce once more. */
  readonly repeatable = $derived(this.#way !== null);

  /** Opens BigCommerce once more, for who closed the page. */
  async again(): Promise<void> {
    if (this.#way) await this.begin(this.#way);
  }

  /** Stops waiting. */
  async cancel(): Promise<void> {
    const done = await this.act.run('cancel', () => ipc.cancelInstall(this.id));
    if (done && this.install) this.install = { ...this.install, stage: 'cancelled' };
  }

  /** Accepts a store nobody was waiting for, or not. */
  async answer(store: StoreView, yes: boolean): Promise<void> {
    const ask = (): Promise<unknown> =>
      yes ? ipc.confirmStore(store.id) : ipc.refuseStore(store.id);
    await this.act.run(`${yes ? 'confirm' : 'refuse'} ${store.id}`, ask);
    await this.readStores();
  }

  /** Follows no more. The install goes on. */
  close(): void {
    this.#watching.leave();
  }

  async #watch(): Promise<void> {
    const watch = ipc.watchInstall(this.id, (install) => this.#take(install));
    await this.#watching.hold(watch).catch(() => undefined);
  }

  #take(install: InstallView): void {
    this.install = install;
    if (!isRunning(install.stage)) void this.readStores();
  }
}

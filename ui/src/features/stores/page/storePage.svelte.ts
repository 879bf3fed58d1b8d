/** One store with its hooks, and what can be done with it. */
import { asIpcError } from '$lib/ipc';
import type { HookView, IpcError, Removal, StoreView, TriggerView } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import { tellLeft } from '$lib/state/left.svelte';
import { hooksOf, type StoreHook, withHook } from './hooks';

/** What the store page needs of the backend. */
export interface StorePort {
  store(storeId: number): Promise<StoreView | undefined>;
  triggers(appId: number): Promise<TriggerView[]>;
  check(storeId: number): Promise<StoreView>;
  confirm(storeId: number): Promise<StoreView>;
  refuse(storeId: number): Promise<unknown>;
  remove(storeId: number): Promise<Removal>;
  prove(storeId: number, trigger: string): Promise<HookView>;
  register(appId: number): Promise<TriggerView[]>;
}

/** How far the page is. */
export type StorePhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly store: StoreView }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** The page of one store. */
export class StorePage {
  phase = $state.raw<StorePhase>({ kind: 'loading' });
  /** What the user asked for, while it runs. */
  readonly act = new Act();
  #triggers = $state.raw<readonly TriggerView[]>([]);
  #id: number;
  #port: StorePort;

  readonly store = $derived(this.phase.kind === 'ready' ? this.phase.store : null);
  readonly hooks: readonly StoreHook[] = $derived(
    this.store ? hooksOf(this.#triggers, this.store.id) : [],
  );

  constructor(id: number, port: StorePort) {
    this.#id = id;
    this.#port = port;
  }

  /** Loads the store and its hooks. */
  async load(): Promise<void> {
    try {
      const store = await this.#port.store(this.#id);
      this.phase = store ? { kind: 'ready', store } : { kind: 'absent' };
      if (store) this.#triggers = await this.#port.triggers(store.appId);
    } catch (error) {
      this.phase = { kind: 'failed', error: asIpcError(error) };
    }
  }

  /** Loads again after a failure. */
  async retry(): Promise<void> {
    this.phase = { kind: 'loading' };
    await this.load();
  }

  /** Proves the token and reads the hooks. */
  async check(): Promise<void> {
    await this.#take('check', () => this.#port.check(this.#id));
  }

  /** Accepts a store that was held. */
  async confirm(): Promise<void> {
    await this.#take('confirm', () => this.#port.confirm(this.#id));
  }

  /** Refuses a store that was held. Resolves to whether it is gone. */
  async refuse(): Promise<boolean> {
    return (await this.act.run('refuse', () => this.#port.refuse(this.#id))) !== null;
  }

  /** Removes the store. Resolves to whether it is gone. */
  async remove(): Promise<boolean> {
    const gone = await this.act.run('remove', () => this.#port.remove(this.#id));
    if (gone) tellLeft(gone.value);
    return gone !== null;
  }

  /** Proves a hook with a signed test. */
  async prove(trigger: string): Promise<void> {
    const done = await this.act.run(`prove ${trigger}`, () => this.#port.prove(this.#id, trigger));
    if (done) this.#triggers = withHook(this.#triggers, trigger, done.value);
  }

  /** Creates the hooks that are missing. */
  async register(): Promise<void> {
    const { store } = this;
    if (!store) return;
    const done = await this.act.run('register', () => this.#port.register(store.appId));
    if (!done) return;
    this.#triggers = done.value;
    await this.load();
  }

  async #take(name: string, work: () => Promise<StoreView>): Promise<void> {
    const done = await this.act.run(name, work);
    if (!done) return;
    this.phase = { kind: 'ready', store: done.value };
    this.#triggers = await this.#port.triggers(done.value.appId).catch(() => this.#triggers);
  }
}

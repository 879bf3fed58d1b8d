/** One store with its hooks, and what can be done with it. */
import { asIpcError } from '$lib/ipc';
import type {
  FeedPage,
  FeedRow,
  HookView,
  IpcError,
  Removal,
  StoreHealthView,
  StoreView,
  TriggerView,
} from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import { tellLeft } from '$lib/state/left.svelte';
import { hooksOf, type StoreHook, withHook } from '../hooks';

/** What the store page needs of the backend. */
export interface StorePort {
  store(storeId: number): Promise<StoreView>;
  health(storeId: number): Promise<StoreHealthView>;
  /** The latest events of a store. */
  events(storeId: number): Promise<FeedPage>;
  setEmails(storeId: number, emails: string[]): Promise<StoreHealthView>;
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
  /** How it is, as BigCommerce last told it; null until that is read. */
  health = $state.raw<StoreHealthView | null>(null);
  /** Its latest events; null until they are read. */
  events = $state.raw<readonly FeedRow[] | null>(null);
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
      await this.#show(store);
    } catch (thrown) {
      const error = asIpcError(thrown);
      this.phase = error.code === 'notFound' ? { kind: 'absent' } : { kind: 'failed', error };
    }
  }

  /** Sets whom BigCommerce writes to about hooks. Resolves to whether that is done. */
  async setEmails(emails: string[]): Promise<boolean> {
    const set = await this.act.run('emails', () => this.#port.setEmails(this.#id, emails));
    if (set) this.health = set.value;
    return set !== null;
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
    await this.#show(done.value).catch(() => undefined);
  }

  /** Shows a store, then what else there is to show of it. */
  async #show(store: StoreView): Promise<void> {
    this.phase = { kind: 'ready', store };
    const [triggers, health, events] = await Promise.all([
      this.#port.triggers(store.appId),
      this.#port.health(this.#id),
      this.#port.events(this.#id),
    ]);
    this.#triggers = triggers;
    this.health = health;
    this.events = events.rows;
  }
}

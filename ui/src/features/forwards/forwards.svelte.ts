/** Forward addresses, and what became of the events sent to the one looked at. */
import { asIpcError } from '$lib/ipc';
import type {
  ForwardAddressSpec,
  ForwardAddressView,
  ForwardState,
  ForwardView,
  IpcError,
  Reach,
} from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';

/** What is asked of the backend. */
export interface ForwardsPort {
  watchForwards(take: (addresses: ForwardAddressView[]) => void): Promise<() => void>;
  forwards(addressId: number, state: ForwardState, before: number | null): Promise<ForwardView[]>;
  checkForwardUrl(url: string): Promise<Reach>;
  saveForwardAddress(id: number | null, spec: ForwardAddressSpec): Promise<ForwardAddressView>;
  deleteForwardAddress(id: number): Promise<unknown>;
  retryForwards(addressId: number, only: number | null): Promise<number>;
  discardForwards(addressId: number): Promise<number>;
}

/** How far the addresses are. */
export type AddressesPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly addresses: readonly ForwardAddressView[] }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** Forwards of a page; fewer mean that there are no more. */
const PAGE = 50;

/** The screen of forward addresses. */
export class Forwards {
  phase = $state.raw<AddressesPhase>({ kind: 'loading' });
  /** The address looked at, by id. */
  chosen = $state<number | null>(null);
  state = $state<ForwardState>('waiting');
  list = $state.raw<readonly ForwardView[]>([]);
  /** Whether there may be older ones. */
  more = $state(false);
  listError = $state.raw<IpcError | null>(null);
  readonly act = new Act();
  readonly #port: ForwardsPort;
  #question = 0;

  constructor(port: ForwardsPort) {
    this.#port = port;
  }

  /** The addresses, when they are known. */
  readonly addresses = $derived(this.phase.kind === 'ready' ? this.phase.addresses : []);
  /** The address looked at. */
  readonly address = $derived(this.addresses.find(({ id }) => id === this.chosen));

  /** Follows the addresses until what it resolves to is called. */
  async watch(): Promise<() => void> {
    try {
      return await this.#port.watchForwards((addresses) => this.#take(addresses));
    } catch (error) {
      this.phase = { kind: 'failed', error: asIpcError(error) };
      return () => undefined;
    }
  }

  /** Looks at an address, at what it lacks first. */
  look(id: number): void {
    this.chosen = id;
    const of = this.addresses.find((one) => one.id === id);
    this.show(of && of.waiting > 0 ? 'waiting' : of && of.failed > 0 ? 'failed' : 'delivered');
  }

  /** Lists the forwards in one state. */
  show(state: ForwardState): void {
    this.state = state;
    this.list = [];
    this.more = false;
    void this.#load();
  }

  /** Lists older ones too. */
  async older(): Promise<void> {
    const last = this.list.at(-1);
    if (this.chosen === null || !last) return;
    const question = this.#question;
    const page = await this.#port.forwards(this.chosen, this.state, last.id);
    if (question !== this.#question) return;
    this.list = [...this.list, ...page];
    this.more = page.length === PAGE;
  }

  /** Saves an address and looks at it. Failures are the form's. */
  async save(id: number | null, spec: ForwardAddressSpec): Promise<void> {
    const saved = await this.#port.saveForwardAddress(id, spec);
    const others = this.addresses.filter((one) => one.id !== saved.id);
    const addresses = [...others, saved].sort((one, other) => one.name.localeCompare(other.name));
    this.phase = { kind: 'ready', addresses };
    this.look(saved.id);
  }

  /** Where a URL leads. */
  reachOf(url: string): Promise<Reach> {
    return this.#port.checkForwardUrl(url);
  }

  /** Forwards arriving events to an address, or no longer. */
  async turn(address: ForwardAddressView, forwards: boolean): Promise<void> {
    const { id, name, url, conditions } = address;
    const spec = { name, url, conditions, forwards };
    await this.act.run('turn', () => this.#port.saveForwardAddress(id, spec));
  }

  /** Deletes an address. Whether it is gone. */
  async delete(id: number): Promise<boolean> {
    const done = await this.act.run('delete', () => this.#port.deleteForwardAddress(id));
    if (done) this.chosen = this.addresses.find((one) => one.id !== id)?.id ?? null;
    return done !== null;
  }

  /** Sends again what did not arrive, or one of them. */
  async retry(id: number, only: number | null): Promise<void> {
    await this.act.run('retry', () => this.#port.retryForwards(id, only));
    await this.#load();
  }

  /** Forgets what did not arrive; how many, or nothing when it failed. */
  async discard(id: number): Promise<number | null> {
    const done = await this.act.run('discard', () => this.#port.discardForwards(id));
    await this.#load();
    return done?.value ?? null;
  }

  #take(addresses: readonly ForwardAddressView[]): void {
    this.phase = { kind: 'ready', addresses };
    const [first] = addresses;
    if (this.address) void this.#load();
    else if (first) this.look(first.id);
    else this.chosen = null;
  }

  /** Lists the newest anew, as many as are shown. */
  async #load(): Promise<void> {
    const question = (this.#question += 1);
    if (this.chosen === null) return;
    try {
      const page = await this.#port.forwards(this.chosen, this.state, null);
      if (question !== this.#question) return;
      const last = page.at(-1)?.id ?? 0;
      const kept = page.length === PAGE ? this.list.filter(({ id }) => id < last) : [];
      this.list = [...page, ...kept];
      this.more = page.length === PAGE && (kept.length === 0 || this.more);
      this.listError = null;
    } catch (error) {
      if (question === this.#question) this.listError = asIpcError(error);
    }
  }
}

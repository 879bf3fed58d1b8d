/**
 * Actions as the user works with them: the list, the stores, and what was typed for each action on each
 * store, which stays until the window is closed.
 */
import { asIpcError } from '$lib/ipc';
import type { ActionRow, CallView, IpcError, StoreRow } from '$lib/ipc';
import { Calls } from './calls/calls.svelte';
import { groupsOf, type Subject } from './list/list';
import type { ActionsPort } from './port';
import { Work } from './work/work.svelte';

/** How far list and stores are. */
export type DeskPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: IpcError };

const STORE = 'patchbay.actions.store';

/** Actions on stores. */
export class Desk {
  phase = $state.raw<DeskPhase>({ kind: 'loading' });
  actions = $state.raw<readonly ActionRow[]>([]);
  stores = $state.raw<readonly StoreRow[]>([]);
  typed = $state('');
  /** What actions are looked for. */
  subject = $state.raw<Subject | null>(null);
  actionId = $state<string | null>(null);
  storeId = $state<number | null>(null);
  work = $state.raw<Work | null>(null);
  workError = $state.raw<IpcError | null>(null);
  readonly calls: Calls;
  readonly port: ActionsPort;
  readonly #works: Record<string, Work> = {};
  #begun: Promise<void> | null = null;

  constructor(port: ActionsPort) {
    this.port = port;
    this.calls = new Calls(port);
  }

  /** What is found, by group. */
  readonly groups = $derived(groupsOf(this.actions, this.typed, this.subject));
  /** The same without the groups. */
  readonly found = $derived(this.groups.flatMap(({ actions }) => actions));
  /** The store that is worked on. */
  readonly store = $derived(this.stores.find(({ id }) => id === this.storeId));

  /** Reads actions and stores. What was read before stays until then. */
  load(): Promise<void> {
    if (this.phase.kind === 'failed') this.phase = { kind: 'loading' };
    this.#begun = this.#read();
    return this.#begun;
  }

  /** Opens an action on a store: the one named, or else the one before. */
  async open(actionId: string, storeId: number | null = null): Promise<Work | null> {
    await (this.#begun ?? this.load());
    this.actionId = actionId;
    const known = storeId !== null && this.stores.some(({ id }) => id === storeId);
    if (known) this.#chooseStore(storeId);
    return this.#bring();
  }

  /** Works on another store. */
  async chooseStore(id: number): Promise<void> {
    this.#chooseStore(id);
    await this.#bring();
  }

  /** Looks for actions on something. */
  about(subject: Subject): void {
    this.subject = subject;
    this.typed = '';
    this.actionId = null;
    this.work = null;
    this.#chooseStore(subject.storeId);
  }

  /** Fills an action in as a call was. */
  async again(call: CallView): Promise<Work | null> {
    const work = await this.open(call.row.action, call.row.storeId);
    if (work?.storeId !== call.row.storeId) return null;
    work.repeat(call);
    return work;
  }

  async #read(): Promise<void> {
    try {
      const [actions, stores] = await Promise.all([this.port.actions(), this.port.storeRows()]);
      this.actions = actions;
      this.stores = stores;
      this.#keepStore();
      this.phase = { kind: 'ready' };
    } catch (thrown) {
      this.phase = { kind: 'failed', error: asIpcError(thrown) };
    }
  }

  /** The store before, or of the last time, or the first that can be used. */
  #keepStore(): void {
    const there = (id: number | null) => this.stores.find((one) => one.id === id)?.id;
    const last = Number(localStorage.getItem(STORE) ?? Number.NaN);
    const connected = this.stores.find(({ state }) => state === 'connected');
    const [first] = this.stores;
    this.storeId = there(this.storeId) ?? there(last) ?? connected?.id ?? first?.id ?? null;
  }

  #chooseStore(id: number): void {
    this.storeId = id;
    localStorage.setItem(STORE, String(id));
  }

  async #bring(): Promise<Work | null> {
    const { actionId, storeId } = this;
    this.workError = null;
    const row = this.actions.find(({ id }) => id === actionId);
    if (!row || storeId === null) {
      this.work = null;
      return null;
    }
    const name = `${row.connector} ${row.id} ${storeId}`;
    const known = this.#works[name];
    if (known) return this.#bringUp(known);
    try {
      const form = await this.port.action(row.connector, row.id);
      if (actionId !== this.actionId || storeId !== this.storeId) return null;
      const ended = () => void this.calls.load();
      const work = this.#works[name] ?? new Work(this.port, form, storeId, ended);
      this.#works[name] = work;
      return this.#bringUp(work);
    } catch (thrown) {
      if (actionId === this.actionId) this.workError = asIpcError(thrown);
      return null;
    }
  }

  #bringUp(work: Work): Work {
    this.work = work;
    if (this.subject) work.be(this.subject);
    return work;
  }
}

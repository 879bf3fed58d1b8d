/** The history of calls: listed a page at a time, kept up while one is under way, and one looked at. */
import { asIpcError } from '$lib/ipc';
import type { CallFilter, CallRow, CallView, IpcError } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import type { ActionsPort } from '../port';

/** Every call. */
export const EVERY: CallFilter = { storeId: null, action: null, state: null };

/** Calls of a page; fewer mean that there are no more. */
export const PAGE = 100;

/** The history. */
export class Calls {
  filter = $state.raw<CallFilter>(EVERY);
  /** Null until it was read. */
  list = $state.raw<readonly CallRow[] | null>(null);
  error = $state.raw<IpcError | null>(null);
  /** Whether there may be older ones. */
  more = $state(false);
  /** The call looked at. */
  open = $state.raw<CallView | null>(null);
  openError = $state.raw<IpcError | null>(null);
  openId = $state<number | null>(null);
  readonly act = new Act();
  readonly #port: ActionsPort;
  #turn = 0;

  constructor(port: ActionsPort) {
    this.#port = port;
  }

  /** Whether one that is listed is under way. */
  readonly live = $derived((this.list ?? []).some(({ state }) => state === 'running'));
  /** Whether only some are listed. */
  readonly filtered = $derived(Object.values(this.filter).some((wanted) => wanted !== null));

  /** Lists others. */
  async want(change: Partial<CallFilter>): Promise<void> {
    this.filter = { ...this.filter, ...change };
    this.list = null;
    await this.load();
  }

  /** Reads the newest; those that were read before them stay. */
  async load(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const page = await this.#port.calls(this.filter, null);
      if (turn !== this.#turn) return;
      const last = page.at(-1)?.id ?? 0;
      const older = page.length < PAGE ? [] : (this.list ?? []).filter(({ id }) => id < last);
      if (older.length === 0) this.more = page.length === PAGE;
      this.list = [...page, ...older];
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asIpcError(thrown);
    }
    await this.#refresh();
  }

  /** Reads the next older ones. */
  async older(): Promise<void> {
    const last = this.list?.at(-1);
    const turn = this.#turn;
    if (!last || !this.more) return;
    const read = await this.act.run('older', () => this.#port.calls(this.filter, last.id));
    if (!read || turn !== this.#turn) return;
    this.list = [...(this.list ?? []), ...read.value];
    this.more = read.value.length === PAGE;
  }

  /** Looks at a call. */
  async show(id: number): Promise<void> {
    this.openId = id;
    this.openError = null;
    if (this.open?.row.id !== id) this.open = null;
    try {
      const call = await this.#port.call(id);
      if (this.openId === id) this.open = call;
    } catch (thrown) {
      if (this.openId === id) this.openError = asIpcError(thrown);
    }
  }

  /** Takes what became of a call. */
  take(call: CallView): void {
    if (this.openId === call.row.id) this.open = call;
    const rows = this.list?.map((row) => (row.id === call.row.id ? call.row : row));
    this.list = rows ?? null;
  }

  /** Forgets the calls of the store that is listed, or all; how many. */
  async forget(): Promise<number | null> {
    const { storeId } = this.filter;
    const done = await this.act.run('forget', () => this.#port.forgetCalls(storeId));
    if (!done) return null;
    this.list = null;
    this.open = null;
    this.openId = null;
    await this.load();
    return done.value;
  }

  /** The call looked at, where it is listed otherwise than it is shown. */
  async #refresh(): Promise<void> {
    const { open } = this;
    const row = this.list?.find(({ id }) => id === open?.row.id);
    if (open && row && row.state !== open.row.state) await this.show(row.id);
  }
}

/** Runs, listed a page at a time and kept up while they change; which one the keyboard stands on. */
import { asIpcError } from '$lib/ipc';
import type { IpcError, OrchestrationRow, RunFilter, RunRow, RunView, StoreRow } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import type { RunsPort } from '../port';
import { EVERY, isNarrow } from './filter';

/** Runs of a page; fewer mean that there are no more. */
export const PAGE = 100;

/** The list of runs. */
export class Runs {
  filter = $state.raw<RunFilter>(EVERY);
  /** Null until it was read. */
  list = $state.raw<readonly RunRow[] | null>(null);
  error = $state.raw<IpcError | null>(null);
  /** Whether there may be older ones. */
  more = $state(false);
  /** The run the keyboard stands on. */
  active = $state<number | null>(null);
  orchestrations = $state.raw<readonly OrchestrationRow[]>([]);
  stores = $state.raw<readonly StoreRow[]>([]);
  readonly act = new Act();
  readonly #port: RunsPort;
  #turn = 0;

  constructor(port: RunsPort) {
    this.#port = port;
  }

  /** Whether one that is listed is under way. */
  readonly live = $derived(
    (this.list ?? []).some(({ state }) => state === 'running' || state === 'queued'),
  );
  /** Whether only some are listed. */
  readonly narrow = $derived(isNarrow(this.filter));
  /** Where the keyboard stands; −1 where it stands nowhere. */
  readonly place = $derived((this.list ?? []).findIndex(({ id }) => id === this.active));

  /** Lists others. */
  async want(change: Partial<RunFilter>): Promise<void> {
    const wanted = { ...this.filter, ...change };
    if (JSON.stringify(wanted) === JSON.stringify(this.filter)) return;
    this.filter = wanted;
    this.list = null;
    this.active = null;
    await this.load();
  }

  /** Reads the newest; those that were read before them stay. */
  async load(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const page = await this.#port.runs(this.filter, null);
      if (turn !== this.#turn) return;
      const last = page.at(-1)?.id ?? 0;
      const older = page.length < PAGE ? [] : (this.list ?? []).filter(({ id }) => id < last);
      if (older.length === 0) this.more = page.length === PAGE;
      this.list = [...page, ...older];
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asIpcError(thrown);
    }
  }

  /** Reads the next older ones. */
  async older(): Promise<void> {
    const last = this.list?.at(-1);
    const { filter } = this;
    if (!last || !this.more) return;
    const read = await this.act.run('older', () => this.#port.runs(filter, last.id));
    if (!read || filter !== this.filter || this.list?.at(-1)?.id !== last.id) return;
    this.list = [...this.list, ...read.value];
    this.more = read.value.length === PAGE;
  }

  /** Asks what runs can be of. What cannot be had is not offered: the list is there without it. */
  async loadChoices(): Promise<void> {
    const [orchestrations, stores] = await Promise.allSettled([
      this.#port.orchestrations(),
      this.#port.storeRows(),
    ]);
    if (orchestrations.status === 'fulfilled') this.orchestrations = orchestrations.value;
    if (stores.status === 'fulfilled') this.stores = stores.value;
  }

  /** Takes what became of a run that is listed. */
  take({ row }: RunView): void {
    this.list = this.list?.map((one) => (one.id === row.id ? row : one)) ?? null;
  }

  /** Forgets what was read: much may have changed. */
  forget(): void {
    this.#turn += 1;
    this.list = null;
  }

  /** Moves the keyboard; where it stands then. */
  move(by: number): number {
    const { length } = this.list ?? [];
    if (length === 0) return -1;
    const from = this.place < 0 ? (by > 0 ? -1 : length) : this.place;
    const to = Math.min(length - 1, Math.max(0, from + by));
    this.active = this.list?.[to]?.id ?? null;
    return to;
  }
}

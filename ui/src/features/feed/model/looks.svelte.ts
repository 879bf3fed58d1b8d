/** Looks at the resource of an event: those that were kept, and those that are made now. */
import { asIpcError } from '$lib/ipc';
import type { IpcError, ResourceView } from '$lib/ipc';

/** What looks need of the backend. */
export interface LooksPort {
  /** The looks that were kept, oldest first. */
  resourceLooks(eventId: number): Promise<ResourceView[]>;
  /** The event's resource as it is now at BigCommerce. */
  fetchResource(eventId: number): Promise<ResourceView>;
}

/** A resource as it was found. */
export type Found = Extract<ResourceView, { kind: 'found' }>;

/** The looks at one event's resource. */
export class Looks {
  /** What is known, oldest first. */
  all = $state.raw<readonly ResourceView[]>([]);
  /** What is under way: kept looks are read, or BigCommerce is asked. */
  busy = $state.raw<'reading' | 'asking' | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly last = $derived(this.all.at(-1) ?? null);
  /** Those before the last that found it. */
  readonly earlier: readonly Found[] = $derived(this.all.slice(0, -1).filter(isFound));
  readonly #port: LooksPort;
  #id: number | null = null;
  #question = 0;

  constructor(port: LooksPort) {
    this.#port = port;
  }

  /** Shows those of an event; nothing until they are read. */
  show(id: number): void {
    this.#id = id;
    this.#question += 1;
    this.all = [];
    this.busy = null;
    this.error = null;
  }

  /** Reads those that were kept, if the last of them, made at `last`, is not known yet. */
  async read(last: number): Promise<void> {
    if (this.busy || (this.last?.at ?? 0) >= last) return;
    await this.#ask('reading', (id) => this.#port.resourceLooks(id));
  }

  /** Looks again. */
  async fetch(): Promise<void> {
    await this.#ask('asking', async (id) => [...this.all, await this.#port.fetchResource(id)]);
  }

  async #ask(
    what: 'reading' | 'asking',
    work: (id: number) => Promise<readonly ResourceView[]>,
  ): Promise<void> {
    if (this.#id === null) return;
    const question = (this.#question += 1);
    this.busy = what;
    this.error = null;
    try {
      const all = await work(this.#id);
      if (question === this.#question) this.all = all;
    } catch (thrown) {
      if (question === this.#question) this.error = asIpcError(thrown);
    }
    if (question === this.#question) this.busy = null;
  }
}

function isFound(look: ResourceView): look is Found {
  return look.kind === 'found';
}

/** One event with everything known of it, fetched when it is chosen and again when more of it arrives. */
import { asIpcError } from '$lib/ipc';
import type { EventDetail, FeedRow, IpcError, ResourceView } from '$lib/ipc';

/** What the detail pane needs of the backend. */
export interface DetailPort {
  /** Everything known of an event. */
  event(id: number): Promise<EventDetail>;
  /** The event's resource as it is now at BigCommerce. */
  fetchResource(eventId: number): Promise<ResourceView>;
}

/** How far the event is. */
export type DetailPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly detail: EventDetail }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** How far its resource is. */
export type ResourcePhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'fetching' }
  | { readonly kind: 'answered'; readonly resource: ResourceView }
  | { readonly kind: 'refused'; readonly error: IpcError };

/** A resource as it was found. */
export type Found = Extract<ResourceView, { kind: 'found' }>;

/** How often a resource's state is kept, and of how many events: they are large, and of this session only. */
const FOUND_KEPT = 6;
const EVENTS_KEPT = 40;

/** The event in the detail pane. */
export class Detail {
  phase = $state.raw<DetailPhase>({ kind: 'loading' });
  resource = $state.raw<ResourcePhase>({ kind: 'idle' });
  /** What was found of its resource in this session, oldest first. */
  found = $state.raw<readonly Found[]>([]);
  #port: DetailPort;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- `found` is what the screen reads
  readonly #history = new Map<number, readonly Found[]>();
  #id: number | null = null;
  #state = '';

  constructor(port: DetailPort) {
    this.#port = port;
  }

  /** Shows an event. What was shown stays until the new one has come. */
  async show(id: number): Promise<void> {
    if (id === this.#id && this.phase.kind !== 'failed') return;
    this.#id = id;
    this.#state = '';
    this.resource = { kind: 'idle' };
    this.found = this.#history.get(id) ?? [];
    await this.#load(id);
  }

  /** Takes note of the event's row in the list: another delivery means fetching it again. */
  async follow(row: FeedRow | undefined): Promise<void> {
    if (!row || row.id !== this.#id) return;
    const { deliveries, verdict, pinned, labels, noted } = row;
    const state = JSON.stringify([deliveries, verdict, pinned, labels, noted]);
    const known = this.#state;
    this.#state = state;
    if (known !== '' && known !== state) await this.#load(row.id);
  }

  /** Fetches the event again: after a failure, or when it was changed from here. */
  async retry(): Promise<void> {
    if (this.#id !== null) await this.#load(this.#id);
  }

  /** Fetches the resource as it is now. */
  async fetchResource(): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    this.resource = { kind: 'fetching' };
    const answer = await this.#port.fetchResource(id).then(
      (resource): ResourcePhase => ({ kind: 'answered', resource }),
      (error: unknown): ResourcePhase => ({ kind: 'refused', error: asIpcError(error) }),
    );
    if (answer.kind === 'answered' && answer.resource.kind === 'found')
      this.#keep(id, answer.resource);
    if (id === this.#id) this.resource = answer;
  }

  #keep(id: number, found: Found): void {
    const kept = [...(this.#history.get(id) ?? []), found].slice(-FOUND_KEPT);
    this.#history.delete(id);
    this.#history.set(id, kept);
    for (const old of [...this.#history.keys()].slice(0, -EVENTS_KEPT)) this.#history.delete(old);
    if (id === this.#id) this.found = kept;
  }

  async #load(id: number): Promise<void> {
    if (this.phase.kind === 'failed') this.phase = { kind: 'loading' };
    const answer = await this.#port.event(id).then(
      (detail): DetailPhase => ({ kind: 'ready', detail }),
      (error: unknown): DetailPhase => ({ kind: 'failed', error: asIpcError(error) }),
    );
    if (id === this.#id) this.phase = answer;
  }
}

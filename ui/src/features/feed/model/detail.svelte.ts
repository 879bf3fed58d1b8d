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

/** The event in the detail pane. */
export class Detail {
  phase = $state.raw<DetailPhase>({ kind: 'loading' });
  resource = $state.raw<ResourcePhase>({ kind: 'idle' });
  #port: DetailPort;
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
    await this.#load(id);
  }

  /** Takes note of the event's row in the list: another delivery means fetching it again. */
  async follow(row: FeedRow | undefined): Promise<void> {
    if (!row || row.id !== this.#id) return;
    const state = `${row.deliveries} ${row.verdict}`;
    const known = this.#state;
    this.#state = state;
    if (known !== '' && known !== state) await this.#load(row.id);
  }

  /** Fetches the event again after a failure. */
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
    if (id === this.#id) this.resource = answer;
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

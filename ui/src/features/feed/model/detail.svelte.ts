/** One event with everything known of it, fetched when it is chosen and again when more of it arrives. */
import { asIpcError } from '$lib/ipc';
import type { EventDetail, FeedRow, IpcError } from '$lib/ipc';
import { Looks, type LooksPort } from './looks.svelte';

/** What the detail pane needs of the backend. */
export interface DetailPort extends LooksPort {
  /** Everything known of an event. */
  event(id: number): Promise<EventDetail>;
}

/** How far the event is. */
export type DetailPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly detail: EventDetail }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** The event in the detail pane. */
export class Detail {
  phase = $state.raw<DetailPhase>({ kind: 'loading' });
  /** The looks at its resource. */
  readonly looks: Looks;
  #port: DetailPort;
  #id: number | null = null;
  #state = '';

  constructor(port: DetailPort) {
    this.#port = port;
    this.looks = new Looks(port);
  }

  /** Shows an event. What was shown stays until the new one has come. */
  async show(id: number): Promise<void> {
    if (id === this.#id && this.phase.kind !== 'failed') return;
    this.#id = id;
    this.#state = '';
    this.looks.show(id);
    await this.#load(id);
  }

  /** Takes note of the event's row in the list: another delivery or a look at its resource means fetching it again. */
  async follow(row: FeedRow | undefined): Promise<void> {
    if (!row || row.id !== this.#id) return;
    const { deliveries, verdict, summary, pinned, labels, noted } = row;
    const state = JSON.stringify([deliveries, verdict, summary, pinned, labels, noted]);
    const known = this.#state;
    this.#state = state;
    if (known !== '' && known !== state) await this.#load(row.id);
  }

  /** Fetches the event again: after a failure, or when it was changed from here. */
  async retry(): Promise<void> {
    if (this.#id !== null) await this.#load(this.#id);
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

/** Bodies of deliveries, fetched when they are looked at. They never change, so the last few are kept. */
import { asIpcError } from '$lib/ipc';
import type { BodyView, EventDetail, IpcError } from '$lib/ipc';

/** What is needed of the backend. */
export interface BodyPort {
  /** The body of a delivery. */
  body(deliveryId: number): Promise<BodyView>;
}

/** How far a body is. */
export type BodyPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly body: BodyView }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** Bytes the backend gives of a body at the most. */
export const FIRST_PART = 1_048_576;
const KEPT = 8;

/** Fetches bodies. */
export class Bodies {
  #port: BodyPort;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the screen reads it
  #kept = new Map<number, BodyView>();

  constructor(port: BodyPort) {
    this.#port = port;
  }

  /** The body of a delivery. */
  async of(deliveryId: number): Promise<BodyView> {
    const body = this.#kept.get(deliveryId) ?? (await this.#port.body(deliveryId));
    this.#kept.delete(deliveryId);
    this.#kept.set(deliveryId, body);
    for (const id of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(id);
    return body;
  }

  /** The body of an event's latest delivery; without asking when the event brought all of it. */
  async latest(event: EventDetail): Promise<BodyView> {
    const last = event.deliveries.at(-1);
    return bodyOf(event) ?? (last ? this.of(last.id) : NOTHING);
  }
}

const NOTHING: BodyView = { kind: 'text', text: '', json: false, size: 0 };

/** The body that came with an event, `null` when it is not all of it. */
export function bodyOf(event: EventDetail): BodyView | null {
  const { body, bodyIsText, bodyIsJson, bodySize } = event;
  if (bodySize === 0) return NOTHING;
  if (!bodyIsText || bodySize > FIRST_PART) return null;
  return { kind: 'text', text: body, json: bodyIsJson, size: bodySize };
}

/** Whether only the first part of a body came. */
export function isPart(body: BodyView): boolean {
  return body.size > FIRST_PART;
}

/** The body on the screen. */
export class ShownBody {
  phase = $state.raw<BodyPhase>({ kind: 'loading' });
  #bodies: Bodies;
  #turn = 0;

  constructor(bodies: Bodies) {
    this.#bodies = bodies;
  }

  /** Shows the body of a delivery of an event. What was shown stays until it has come. */
  async show(event: EventDetail, deliveryId: number | undefined): Promise<void> {
    const turn = (this.#turn += 1);
    const here = deliveryId === event.deliveries.at(-1)?.id ? bodyOf(event) : null;
    if (here) {
      this.phase = { kind: 'ready', body: here };
      return;
    }
    if (this.phase.kind === 'failed') this.phase = { kind: 'loading' };
    const work =
      deliveryId === undefined ? this.#bodies.latest(event) : this.#bodies.of(deliveryId);
    const phase = await work.then(
      (body): BodyPhase => ({ kind: 'ready', body }),
      (error: unknown): BodyPhase => ({ kind: 'failed', error: asIpcError(error) }),
    );
    if (turn === this.#turn) this.phase = phase;
  }
}

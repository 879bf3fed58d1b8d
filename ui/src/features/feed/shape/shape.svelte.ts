/** What is known of the payloads of an event's trigger. Without it the payload is shown all the same. */
import { ipc } from '$lib/ipc';
import type { ShapeView } from '$lib/ipc';

/** The shape beside the payload that is shown. */
export class ShownShape {
  /** The shape; nothing while it is not known, or where there is none. */
  value = $state.raw<ShapeView | null>(null);
  #question = 0;

  /** Shows that of a delivery. */
  async show(eventId: number, deliveryId: number | undefined): Promise<void> {
    const question = (this.#question += 1);
    const shape = deliveryId === undefined ? null : await ask(eventId, deliveryId);
    if (question === this.#question) this.value = shape;
  }
}

async function ask(eventId: number, deliveryId: number): Promise<ShapeView | null> {
  try {
    return await ipc.payloadShape(eventId, deliveryId);
  } catch {
    return null;
  }
}

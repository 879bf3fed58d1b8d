/** What is known of the payloads of an event's trigger. Without it the payload is shown all the same. */
import { ipc } from '$lib/ipc';
import type { ShapeView } from '$lib/ipc';

/** The shape beside the payload that is shown. */
export class ShownShape {
  #known = $state.raw<{ readonly delivery: number; readonly shape: ShapeView | null } | null>(null);
  #question = 0;

  /** Asks for that of a delivery. */
  async show(eventId: number, delivery: number | undefined): Promise<void> {
    const question = (this.#question += 1);
    if (delivery === undefined) return;
    const shape = await ask(eventId, delivery);
    if (question === this.#question) this.#known = { delivery, shape };
  }

  /** The shape beside a delivery's payload; nothing while it is not known, or where there is none. */
  of(delivery: number | undefined): ShapeView | null {
    return this.#known?.delivery === delivery ? (this.#known?.shape ?? null) : null;
  }
}

async function ask(eventId: number, delivery: number): Promise<ShapeView | null> {
  try {
    return await ipc.payloadShape(eventId, delivery);
  } catch {
    return null;
  }
}

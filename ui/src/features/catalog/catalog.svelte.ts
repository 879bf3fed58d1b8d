/** The catalog as it was last asked for. */
import { asIpcError, ipc } from '$lib/ipc';
import type { AppMode, ConnectorCard, IpcError } from '$lib/ipc';

/** What the catalog shows. */
export class Catalog {
  cards = $state.raw<ConnectorCard[] | null>(null);
  error = $state.raw<IpcError | null>(null);
  #asked = 0;

  /** Reads what matches; an answer that was overtaken is dropped. */
  async load(query: string): Promise<void> {
    const asked = ++this.#asked;
    try {
      const cards = await ipc.catalog(query);
      if (asked !== this.#asked) return;
      this.cards = cards;
      this.error = null;
    } catch (thrown) {
      if (asked === this.#asked) this.error = asIpcError(thrown);
    }
  }
}

/** A name no app of the connector has yet. */
export function freeName(card: ConnectorCard, mode: AppMode): string {
  const base = mode === 'practice' ? 'Practice' : card.name;
  const taken = card.apps.map((app) => app.name);
  if (!taken.includes(base)) return base;
  let next = 2;
  while (taken.includes(`${base} ${next}`)) next += 1;
  return `${base} ${next}`;
}

/** The orchestrations there are, in the user's order, and what can be done with each. */
import { asIpcError } from '$lib/ipc';
import type { BeginWith, IpcError, OrchestrationRow } from '$lib/ipc';
import type { OrchestrationsPort } from '../port';

/** How far the list is. */
export type ListPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** Why something could not be done with one of them. */
export interface Refusal {
  readonly id: number;
  readonly error: IpcError;
}

/** Orchestrations. */
export class OrchestrationList {
  phase = $state.raw<ListPhase>({ kind: 'loading' });
  rows = $state.raw<readonly OrchestrationRow[]>([]);
  refused = $state.raw<Refusal | null>(null);
  /** The one that something is done with. */
  busy = $state<number | null>(null);
  /** The one that the keyboard is on. */
  at = $state<number | null>(null);
  readonly port: OrchestrationsPort;

  constructor(port: OrchestrationsPort) {
    this.port = port;
  }

  /** Reads them. What was read before stays until then. */
  async load(): Promise<void> {
    if (this.phase.kind === 'failed') this.phase = { kind: 'loading' };
    try {
      const rows = await this.port.orchestrations();
      if (this.busy === null) this.rows = rows;
      this.phase = { kind: 'ready' };
    } catch (thrown) {
      if (this.phase.kind !== 'ready') this.phase = { kind: 'failed', error: asIpcError(thrown) };
    }
  }

  /** Has events start runs of one, or no more. */
  async switch(id: number, on: boolean): Promise<void> {
    await this.#with(id, async () => {
      const row = await (on
        ? this.port.enableOrchestration(id)
        : this.port.disableOrchestration(id));
      this.rows = this.rows.map((one) => (one.id === id ? row : one));
    });
  }

  /** Adds one; its id. Failures are the caller's to show. */
  async begin(begin: BeginWith): Promise<number> {
    const id = await this.port.newOrchestration(begin);
    this.at = id;
    return id;
  }

  /** Deletes one; whether it is gone. */
  async delete(id: number): Promise<boolean> {
    return this.#with(id, async () => {
      const at = this.rows.findIndex((one) => one.id === id);
      await this.port.deleteOrchestration(id);
      this.rows = this.rows.filter((one) => one.id !== id);
      this.at = this.rows[Math.min(at, this.rows.length - 1)]?.id ?? null;
    });
  }

  /** Moves one to another place, and back where that cannot be kept. */
  async move(id: number, to: number): Promise<void> {
    const before = this.rows;
    const moved = before.find((one) => one.id === id);
    const place = Math.max(0, Math.min(to, before.length - 1));
    if (!moved || this.busy !== null || before[place]?.id === id) return;
    const others = before.filter((one) => one.id !== id);
    this.rows = others.toSpliced(place, 0, moved);
    const ids = this.rows.map((one) => one.id);
    const kept = await this.#with(id, async () => void (await this.port.orderOrchestrations(ids)));
    if (!kept) this.rows = before;
  }

  async #with(id: number, work: () => Promise<void>): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = id;
    this.refused = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.refused = { id, error: asIpcError(thrown) };
      return false;
    } finally {
      this.busy = null;
    }
  }
}

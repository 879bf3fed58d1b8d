/** The event in the detail pane beside another: the one before of the same resource, or one chosen. */
import { asIpcError } from '$lib/ipc';
import type { EventDetail, IpcError } from '$lib/ipc';
import type { Bodies } from '../model/bodies.svelte';
import type { BodyDiff } from './bodyDiff';

/** What is needed of the backend. */
export interface ComparePort {
  /** Everything known of an event. */
  event(id: number): Promise<EventDetail>;
  /** The event of the same resource before an event. */
  previousEvent(id: number): Promise<EventDetail | null>;
}

/** How far a comparison is. */
export type ComparisonPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'first' }
  | {
      readonly kind: 'ready';
      readonly before: EventDetail;
      readonly after: EventDetail;
      readonly body: BodyDiff;
    }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** Compares events. */
export class Comparison {
  phase = $state.raw<ComparisonPhase>({ kind: 'loading' });
  #chosen = $state.raw<{ readonly base: number; readonly of: number } | null>(null);
  #port: ComparePort;
  #bodies: Bodies;
  #turn = 0;

  constructor(port: ComparePort, bodies: Bodies) {
    this.#port = port;
    this.#bodies = bodies;
  }

  /** Compares an event with one chosen, as long as it is the one that is shown. */
  choose(base: number, of: number): void {
    this.#chosen = { base, of };
  }

  /** Compares with the previous event again. */
  release(): void {
    this.#chosen = null;
  }

  /** The event that was chosen to compare an event with, or `null` for the previous one. */
  baseFor(id: number): number | null {
    return this.#chosen?.of === id ? this.#chosen.base : null;
  }

  /** Compares an event. What was shown stays until the comparison is there. */
  async show(after: EventDetail): Promise<void> {
    const turn = (this.#turn += 1);
    if (this.phase.kind === 'failed') this.phase = { kind: 'loading' };
    const phase = await this.#compare(after).catch((error: unknown): ComparisonPhase => ({
      kind: 'failed',
      error: asIpcError(error),
    }));
    if (turn === this.#turn) this.phase = phase;
  }

  async #compare(after: EventDetail): Promise<ComparisonPhase> {
    const base = this.baseFor(after.row.id);
    const before = await (base === null
      ? this.#port.previousEvent(after.row.id)
      : this.#port.event(base));
    if (!before) return { kind: 'first' };
    const bodies = [this.#bodies.latest(before), this.#bodies.latest(after)] as const;
    const [left, right] = await Promise.all(bodies);
    const { diffBodies } = await import('./bodyDiff');
    return { kind: 'ready', before, after, body: diffBodies(left, right) };
  }
}

/** One run: kept up while it changes, and what the user does with it. */
import { asIpcError } from '$lib/ipc';
import type { IpcError, RunSaid, RunView } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import type { RunsPort } from '../port';

/** What is done with a run at once. */
export type Deed = 'cancel' | 'resume' | 'requeue' | 'dismiss';

/** A run that is looked at. */
export class OneRun {
  view = $state.raw<RunView | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly act = new Act();
  readonly noting = new Act();
  readonly id: number;
  readonly #port: RunsPort;
  readonly #taken: (view: RunView) => void;
  #turn = 0;

  /** `taken` hears of what became of it by what was done here. */
  constructor(port: RunsPort, id: number, taken: (view: RunView) => void = () => undefined) {
    this.#port = port;
    this.id = id;
    this.#taken = taken;
  }

  /** Whether it is under way. */
  readonly live = $derived(this.view?.row.state === 'running' || this.view?.row.state === 'queued');
  /** Whether one of its steps asks somebody. */
  readonly asks = $derived(this.view?.steps.some(({ asks }) => asks !== null) ?? false);

  /** Reads it. What was read before stays until then. */
  async load(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const view = await this.#port.run(this.id);
      if (turn !== this.#turn) return;
      this.view = view;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asIpcError(thrown);
    }
  }

  /** Does something with it; whether it was done. */
  do(deed: Deed): Promise<boolean> {
    const deeds: Record<Deed, (id: number) => Promise<RunView>> = {
      cancel: this.#port.cancelRun,
      resume: this.#port.resumeRun,
      requeue: this.#port.requeueRun,
      dismiss: this.#port.dismissRun,
    };
    return this.#take(deed, () => deeds[deed](this.id));
  }

  /** Notes something on it; whether it was kept. */
  note(text: string): Promise<boolean> {
    return this.#take('note', () => this.#port.noteRun(this.id, text), this.noting);
  }

  /** Answers what a step asks, with what it made where that is known: JSON. */
  say(place: string, said: RunSaid, made: string | null = null): Promise<boolean> {
    return this.#take(said, () => this.#port.sayOfRun(this.id, place, said, made));
  }

  async #take(name: string, work: () => Promise<RunView>, act = this.act): Promise<boolean> {
    const done = await act.run(name, work);
    if (!done) return false;
    this.#turn += 1;
    this.view = done.value;
    this.#taken(done.value);
    return true;
  }
}

/** Runs that failed, by why. */
import { asIpcError } from '$lib/ipc';
import type { DeadGroup, IpcError } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import type { RunsPort } from '../port';

/** What tells a group from the others. */
export const keyOf = ({ orchestrationId, code }: DeadGroup): string => `${orchestrationId} ${code}`;

/** The groups. */
export class Dead {
  /** Null until they were read. */
  groups = $state.raw<readonly DeadGroup[] | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly act = new Act();
  readonly #port: RunsPort;
  #turn = 0;

  constructor(port: RunsPort) {
    this.#port = port;
  }

  /** How many runs wait for somebody. */
  readonly runs = $derived((this.groups ?? []).reduce((sum, { runs }) => sum + runs, 0));

  /** Reads them. What was read before stays until then. */
  async load(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const groups = await this.#port.deadRuns();
      if (turn !== this.#turn) return;
      this.groups = groups;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asIpcError(thrown);
    }
  }

  /** Has the runs of a group tried again; how many, or nothing where that failed. */
  requeue(group: DeadGroup): Promise<number | null> {
    return this.#all('requeue', group, this.#port.requeueDeadRuns);
  }

  /** Dismisses the runs of a group; how many, or nothing where that failed. */
  dismiss(group: DeadGroup): Promise<number | null> {
    return this.#all('dismiss', group, this.#port.dismissDeadRuns);
  }

  async #all(
    name: string,
    group: DeadGroup,
    work: (orchestrationId: number, code: string) => Promise<number>,
  ): Promise<number | null> {
    const done = await this.act.run(`${name} ${keyOf(group)}`, () =>
      work(group.orchestrationId, group.code),
    );
    if (!done) return null;
    await this.load();
    return done.value;
  }
}

/** A set-up that is brought here: a file is chosen, looked at, and what is wanted of it taken. */
import { ipc } from '$lib/ipc';
import type { SetupPreview, SetupTaken, TakenApp } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';

/** A file that was looked at. */
export type SetupFile = Extract<SetupPreview, { kind: 'ready' }>;

/** One import, from the file to the last secret. */
export class Bringing {
  readonly act = new Act();
  file = $state.raw<SetupFile | null>(null);
  taken = $state.raw<SetupTaken | null>(null);
  /** Apps of the file that are wanted, by their place. */
  apps = $state<Record<number, boolean>>({});
  address = $state(false);
  filters = $state(true);
  forwards = $state(true);
  /** Apps whose secret was given since. */
  given = $state.raw<readonly number[]>([]);

  readonly wanted = $derived(
    Object.entries(this.apps)
      .filter(([, on]) => on)
      .map(([at]) => Number(at)),
  );

  /** Whether anything would be taken. */
  readonly something = $derived.by(() => {
    const { file } = this;
    if (!file) return false;
    const filters = this.filters && file.filters > 0;
    const forwards = this.forwards && file.forwards.length > 0;
    return this.wanted.length > 0 || this.address || filters || forwards;
  });

  /** Apps whose secret is still missing. */
  readonly missing: readonly TakenApp[] = $derived(
    (this.taken?.apps ?? []).filter(({ id }) => !this.given.includes(id)),
  );

  /** Lets the user choose a file. Resolves to whether one was. */
  async choose(): Promise<boolean> {
    const chosen = await this.act.run('choose', () => ipc.chooseSetup());
    if (chosen?.value.kind !== 'ready') return false;
    this.#show(chosen.value);
    return true;
  }

  #show(file: SetupFile): void {
    this.file = file;
    this.apps = Object.fromEntries(
      file.apps.map(({ at, standing }) => [at, standing.kind === 'new']),
    );
    this.address = file.address !== null && !file.replacesAddress && file.purpose === 'move';
  }

  /** Takes what is wanted. */
  async take(): Promise<void> {
    const { file } = this;
    if (!file) return;
    const { wanted: apps, address, filters, forwards } = this;
    const taken = await this.act.run('take', () =>
      ipc.takeSetup(file.number, { apps, address, filters, forwards }),
    );
    if (taken) this.taken = taken.value;
  }

  /** Gives an app its credentials. Resolves to whether they are kept. */
  async give({ id }: TakenApp, clientId: string, secret: string): Promise<boolean> {
    const kept = await this.act.run(`secret ${id}`, () => ipc.setCredentials(id, clientId, secret));
    if (kept) this.given = [...this.given, id];
    return kept !== null;
  }
}

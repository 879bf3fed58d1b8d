/** One app, kept as the backend last told it. */
import { asIpcError, ipc } from '$lib/ipc';
import type { AppView, IpcError } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import { Leaving } from '$lib/state/leaving';

/** The app whose set-up or settings are open. */
export class OpenApp {
  view = $state.raw<AppView | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly id: number;
  readonly #watch = new Leaving();

  constructor(id: number) {
    this.id = id;
  }

  /** Reads it and goes on watching. */
  async load(): Promise<void> {
    this.error = null;
    try {
      this.view = await ipc.app(this.id);
      await this.#watch.hold(ipc.watchApp(this.id, (view) => (this.view = view)));
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }

  /** Watches no more. */
  close(): void {
    this.#watch.leave();
  }

  /** Does what changes it, and takes what comes back. Answers whether it went well. */
  async change(act: Act, name: string, work: () => Promise<AppView>): Promise<boolean> {
    const done = await act.run(name, work);
    if (done) this.view = done.value;
    return done !== null;
  }
}

/** What is kept and what it takes, as the backend last told it. */
import { asIpcError, ipc } from '$lib/ipc';
import type { DataView, IpcError } from '$lib/ipc';
import { Leaving } from '$lib/state/leaving';

/** The data for as long as somebody looks at it. */
export class Data {
  view = $state.raw<DataView | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly #watch = new Leaving();

  /** Begins to watch; again after a failure. */
  async watch(): Promise<void> {
    this.error = null;
    try {
      await this.#watch.hold(ipc.watchData((view) => (this.view = view)));
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }

  /** Watches no more. */
  close(): void {
    this.#watch.leave();
  }
}

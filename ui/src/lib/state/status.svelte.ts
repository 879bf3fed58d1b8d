/** The status of everything, as the backend last told it. */
import { ipc } from '$lib/ipc';
import type { StatusView } from '$lib/ipc';

class Status {
  now = $state.raw<StatusView | null>(null);

  /** Begins to listen; again after a failure. */
  watch(): void {
    ipc
      .watchStatus((status) => (this.now = status))
      .catch(() => setTimeout(() => this.watch(), 1000));
  }
}

export const status = new Status();

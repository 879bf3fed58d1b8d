/** One thing the user asked for at a time, and how it ended. */
import { asIpcError } from '$lib/ipc';
import type { IpcError } from '$lib/ipc';

/** Runs what a button asks for. */
export class Act {
  /** What is running, by name. */
  running = $state<string | null>(null);
  /** Why the last one failed. */
  error = $state.raw<IpcError | null>(null);

  /** Runs `work` under a name unless something runs already. Resolves to what it gave, or `null` when it failed. */
  async run<T>(name: string, work: () => Promise<T>): Promise<{ value: T } | null> {
    if (this.running !== null) return null;
    this.running = name;
    this.error = null;
    try {
      return { value: await work() };
    } catch (error) {
      this.error = asIpcError(error);
      return null;
    } finally {
      this.running = null;
    }
  }
}

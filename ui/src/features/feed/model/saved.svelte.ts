/** The filters the user keeps under a name. */
import { asIpcError } from '$lib/ipc';
import type { IpcError, SavedFilter } from '$lib/ipc';
import type { FeedFilter } from './filter';

/** What is asked of the backend. */
export interface SavedPort {
  savedFilters(): Promise<SavedFilter[]>;
  saveFilter(name: string, filter: FeedFilter): Promise<SavedFilter>;
  deleteFilter(id: number): Promise<unknown>;
}

/** The filters kept, as last read. */
export class SavedFilters {
  list = $state.raw<readonly SavedFilter[]>([]);
  /** Why they could not be read or changed. */
  error = $state.raw<IpcError | null>(null);
  #port: SavedPort;

  constructor(port: SavedPort) {
    this.#port = port;
  }

  /** Reads them. */
  async load(): Promise<void> {
    await this.#change(async () => undefined);
  }

  /** The filter kept under a name. */
  called(name: string): SavedFilter | undefined {
    return this.list.find((one) => one.name === name.trim());
  }

  /** Keeps a filter, in the place of one of that name. Returns whether it was kept. */
  async save(name: string, filter: FeedFilter): Promise<boolean> {
    return this.#change(() => this.#port.saveFilter(name.trim(), filter));
  }

  /** Forgets one. */
  async remove(id: number): Promise<boolean> {
    return this.#change(() => this.#port.deleteFilter(id));
  }

  async #change(change: () => Promise<unknown>): Promise<boolean> {
    try {
      await change();
      this.list = await this.#port.savedFilters();
      this.error = null;
      return true;
    } catch (error) {
      this.error = asIpcError(error);
      return false;
    }
  }
}

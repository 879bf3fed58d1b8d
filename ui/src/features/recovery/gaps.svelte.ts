/** The last time that events may not have arrived, and what the user wants of it. */
import { asIpcError, ipc } from '$lib/ipc';
import type { GapView } from '$lib/ipc';
import { announce } from '$lib/state/announce.svelte';
import { status } from '$lib/state/status.svelte';

const KEY = 'patchbay.gap.read';

class Gaps {
  /** Whether the list of all is open. */
  open = $state(false);
  /** The last one that the user has read of. */
  #read = $state(Number(localStorage.getItem(KEY) ?? 0));

  /** The last one, unless the user has read what came of it. */
  get unread(): GapView | null {
    const gap = status.now?.gap ?? null;
    return gap !== null && (goesOn(gap) || gap.id > this.#read) ? gap : null;
  }

  /** The one that goes on. */
  get current(): GapView | null {
    const gap = status.now?.gap ?? null;
    return gap !== null && goesOn(gap) ? gap : null;
  }

  read({ id }: GapView): void {
    this.#read = id;
    localStorage.setItem(KEY, String(id));
  }

  /** Asks BigCommerce for what one store, or every one, may have missed. */
  look(storeId: number | null = null): Promise<void> {
    return this.#do(() => ipc.lookForMissed(storeId));
  }

  stop(): Promise<void> {
    return this.#do(() => ipc.stopLookingForMissed());
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      announce(asIpcError(thrown).message, 'bad');
    }
  }
}

/** Whether BigCommerce is being asked, or is to be asked again. */
export function goesOn({ state }: GapView): boolean {
  return state === 'running' || state === 'waiting';
}

/** The one there is. */
export const gaps = new Gaps();

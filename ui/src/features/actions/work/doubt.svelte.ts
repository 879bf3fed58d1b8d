/** A call whose outcome nobody knows: what BigCommerce shows of it, and what the user says. */
import type { CallFound, CallSettled, CallView } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import type { ActionsPort } from '../port';

/** The doubt about one call. */
export class Doubt {
  found = $state.raw<CallFound | null>(null);
  readonly act = new Act();
  readonly #port: Pick<ActionsPort, 'lookForCall' | 'settleCall'>;
  readonly #id: number;

  constructor(port: Pick<ActionsPort, 'lookForCall' | 'settleCall'>, id: number) {
    this.#port = port;
    this.#id = id;
  }

  /** Looks at BigCommerce. */
  async look(): Promise<void> {
    const looked = await this.act.run('look', () => this.#port.lookForCall(this.#id));
    if (looked) this.found = looked.value;
  }

  /** Notes what the user says; the call as it is known then, or nothing when that failed. */
  async settle(how: CallSettled): Promise<CallView | null> {
    const settled = await this.act.run(how, () => this.#port.settleCall(this.#id, how));
    return settled?.value ?? null;
  }
}

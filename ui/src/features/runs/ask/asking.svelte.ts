/** A step that may have happened: what BigCommerce shows of it, and what the user knows of it. */
import type { CallFound } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import type { RunsPort } from '../port';

/** Whether a text is JSON; an empty one says nothing and is. */
export function isJson(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The doubt about one step. */
export class Asking {
  found = $state.raw<CallFound | null>(null);
  /** What it made, as far as the user knows: JSON, or nothing. */
  made = $state('');
  readonly act = new Act();
  readonly #port: Pick<RunsPort, 'lookForCall'>;
  readonly #callId: number;

  constructor(port: Pick<RunsPort, 'lookForCall'>, callId: number) {
    this.#port = port;
    this.#callId = callId;
  }

  /** What is wrong with what was typed. */
  readonly fault = $derived(isJson(this.made) ? null : 'This is no JSON.');
  /** What the run is told; null where nothing is known. */
  readonly told = $derived(this.made.trim() === '' ? null : this.made);

  /** Looks at BigCommerce. */
  async look(): Promise<void> {
    const looked = await this.act.run('look', () => this.#port.lookForCall(this.#callId));
    if (looked) this.found = looked.value;
  }
}

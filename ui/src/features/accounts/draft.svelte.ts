/** What is typed of an account, until it is kept. */
import type { AppMode, Field, IpcError } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import { readFile, type Credentials } from './credentialsFile';

const NAMES: Record<keyof Credentials, string> = {
  name: 'name',
  apiPath: 'API path',
  clientId: 'Client ID',
  clientSecret: 'Client Secret',
  accessToken: 'access token',
};

/** The fields of an account, and what became of saving them. */
export class AccountDraft {
  mode = $state<AppMode>('live');
  name = $state('');
  apiPath = $state('');
  clientId = $state('');
  clientSecret = $state('');
  accessToken = $state('');
  readonly act = new Act();
  readonly #named: boolean;

  /** Whether it is given a name: one that replaces another has one already. */
  constructor(named = true) {
    this.#named = named;
  }

  readonly hasCredentials = $derived(
    [this.clientId, this.clientSecret, this.accessToken].every((typed) => typed.trim() !== ''),
  );

  /** What is wrong with a field. */
  wrong(field: Field): string | undefined {
    const error: IpcError | null = this.act.error;
    return error?.field === field ? error.message : undefined;
  }

  /** What went wrong that is about none of the fields. */
  readonly failure = $derived(this.act.error?.field ? null : this.act.error);

  /** Fills the fields from the text of a file; what was filled, in words, or null. */
  fill(text: string): string | null {
    const found = readFile(text);
    if (!found) return null;
    const { name, ...rest } = found;
    Object.assign(this, rest);
    if (this.#named && name && this.name.trim() === '') this.name = name;
    const filled = (Object.keys(NAMES) as (keyof Credentials)[]).filter((key) => found[key]);
    return filled
      .filter((key) => this.#named || key !== 'name')
      .map((key) => NAMES[key])
      .join(', ');
  }

  /** Keeps no secret longer than it is needed. */
  forgetSecrets(): void {
    this.clientSecret = '';
    this.accessToken = '';
  }
}

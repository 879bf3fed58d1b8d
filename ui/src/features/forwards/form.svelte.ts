/** The form of a forward address. */
import { asIpcError } from '$lib/ipc';
import type { ForwardAddressView, IpcError, Reach } from '$lib/ipc';
import { type FeedFilter, NO_FILTER } from '../feed/model/filter';
import type { Forwards } from './forwards.svelte';

/** What is typed, and what is wrong with it. */
export class AddressForm {
  readonly id: number | null;
  readonly before: FeedFilter;
  name = $state('');
  url = $state('');
  forwards = $state(true);
  filter = $state.raw<FeedFilter>(NO_FILTER);
  /** Where the URL leads, as last looked at. */
  reach = $state.raw<Reach | null>(null);
  error = $state.raw<IpcError | null>(null);
  busy = $state(false);
  readonly #on: Forwards;
  #looked = '';

  constructor(on: Forwards, address: ForwardAddressView | null) {
    this.#on = on;
    this.id = address?.id ?? null;
    this.before = address?.conditions ?? NO_FILTER;
    this.filter = this.before;
    this.name = address?.name ?? '';
    this.url = address?.url ?? '';
    this.forwards = address?.forwards ?? true;
    this.reach = address?.reach ?? null;
  }

  /** Whether there is enough to save. */
  readonly complete = $derived(this.name.trim() !== '' && this.url.trim() !== '');

  /** Why a field is refused. */
  wrong(field: IpcError['field']): string | undefined {
    return this.error?.field === field ? this.error?.message : undefined;
  }

  /** Looks at where the URL leads. */
  async look(): Promise<void> {
    const url = this.url.trim();
    if (url === '' || url === this.#looked) return;
    this.#looked = url;
    const answer = await this.#on.reachOf(url).then(
      (reach) => ({ reach, error: null }),
      (thrown: unknown) => ({ reach: null, error: asIpcError(thrown) }),
    );
    if (url === this.url.trim()) Object.assign(this, answer);
  }

  /** Saves it; whether it could be. */
  async save(): Promise<boolean> {
    if (this.busy || !this.complete) return false;
    this.busy = true;
    this.error = null;
    const { id, name, url, forwards, filter } = this;
    const spec = { name: name.trim(), url: url.trim(), forwards, conditions: [...filter] };
    try {
      await this.#on.save(id, spec);
      return true;
    } catch (thrown) {
      this.error = asIpcError(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

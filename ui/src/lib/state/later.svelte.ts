/** A part of the page that is fetched when it is first wanted, so that the start does not wait for it. */

/** How far a part is. */
export type Loading<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly part: T };

/** A part of the page, fetched once for the whole page. */
export class Later<T> {
  now = $state.raw<Loading<T>>({ kind: 'loading' });
  readonly #fetch: () => Promise<T>;
  #asked = false;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  /** Fetches it unless it is here or on its way; after a failure, again. */
  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    this.now = { kind: 'loading' };
    try {
      this.now = { kind: 'ready', part: await this.#fetch() };
    } catch {
      this.#asked = false;
      this.now = { kind: 'failed' };
    }
  }
}

/** Fetches the payload viewer, once for the whole page. */
type Opener = typeof import('./jsonEditor').openJson;

/** How far it is. */
export type Viewer = { kind: 'loading' } | { kind: 'failed' } | { kind: 'ready'; open: Opener };

class JsonViewer {
  now = $state.raw<Viewer>({ kind: 'loading' });
  #asked = false;

  /** Fetches it unless it is here or on its way; after a failure, again. */
  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    this.now = { kind: 'loading' };
    try {
      const { openJson } = await import('./jsonEditor');
      this.now = { kind: 'ready', open: openJson };
    } catch {
      this.#asked = false;
      this.now = { kind: 'failed' };
    }
  }
}

export const jsonViewer = new JsonViewer();

/** How far a search through the ledger is. It may take many calls, each short: it can be watched and stopped. */

/** How long a search goes on before it is spoken of, in milliseconds. */
export const SLOW_MS = 300;

/** What becomes of a search. */
export type SearchState = 'resting' | 'running' | 'stopped';

/** The search for the rows of one filter. */
export class Search {
  /** Whether it goes on, and whether the user stopped it before its end. */
  state = $state<SearchState>('resting');
  /** How far through the ledger it is, 0 to 1. */
  searched = $state(0);
  /** Whether it has taken long enough to be spoken of. */
  slow = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether its progress is to be seen. */
  readonly shown = $derived(this.state === 'stopped' || (this.state === 'running' && this.slow));

  /** It begins, or goes on. */
  begin(): void {
    if (this.state === 'running') return;
    this.state = 'running';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.slow = true), SLOW_MS);
  }

  /** A call has come this far. */
  reached(searched: number): void {
    this.searched = Math.min(1, Math.max(0, searched));
  }

  /** The user stops it. What was found stays. */
  stop(): void {
    if (this.state === 'running') this.#end('stopped');
  }

  /** Enough was found, or all. */
  rest(): void {
    if (this.state === 'running') this.#end('resting');
  }

  /** Another search takes its place. */
  clear(): void {
    this.#end('resting');
    this.searched = 0;
  }

  #end(state: SearchState): void {
    clearTimeout(this.#timer);
    this.slow = false;
    this.state = state;
  }
}

/** What ends a watch. It may come to be known only after the view was left. */
export class Leaving {
  #leave: (() => void) | null = null;
  #turn = 0;

  /** Takes over the end of a watch that begins, and ends the one before. */
  async hold(watching: Promise<() => void>): Promise<void> {
    const turn = ++this.#turn;
    const leave = await watching;
    if (turn !== this.#turn) return leave();
    this.#leave?.();
    this.#leave = leave;
  }

  /** Ends the watch, now or once it has begun. */
  leave(): void {
    this.#turn += 1;
    this.#leave?.();
    this.#leave = null;
  }
}

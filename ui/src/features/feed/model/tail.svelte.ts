/**
 * The live tail under one filter. What it sends is handed over once a frame, never as it comes, so
 * that a burst costs a frame what a trickle costs; a tail that another has taken the place of is not
 * heard any more.
 */
import { asIpcError } from '$lib/ipc';
import type { FeedBatch, IpcError } from '$lib/ipc';
import type { FeedFilter } from './filter';
import { type Arrivals, TailInbox } from './inbox';

/** What the live tail needs of the backend. */
export interface TailPort {
  /** What is new or changed after a cursor and meets a filter. Resolves to what ends it. */
  follow(
    filter: FeedFilter,
    after: number,
    onBatch: (batch: FeedBatch) => void,
  ): Promise<() => void>;
}

/** Runs something with the next frame. */
export type Frame = (run: () => void) => void;

/** What takes the arrivals, and whether it can at the moment. */
export interface Taker {
  readonly busy: () => boolean;
  readonly take: (arrivals: Arrivals) => void;
}

/** The live tail. */
export class Tail {
  /** Why it is not running. */
  error = $state.raw<IpcError | null>(null);
  #port: TailPort;
  #frame: Frame;
  #taker: Taker;
  #inbox = new TailInbox();
  #turn = 0;
  #framed = false;
  #unfollow: (() => void) | null = null;

  constructor(port: TailPort, frame: Frame, taker: Taker) {
    this.#port = port;
    this.#frame = frame;
    this.#taker = taker;
  }

  /** Follows under a filter, in the place of what was followed. */
  async follow(filter: FeedFilter, after: number): Promise<void> {
    this.end();
    const turn = this.#turn;
    try {
      const unfollow = await this.#port.follow(filter, after, (batch) => this.#hear(turn, batch));
      if (turn === this.#turn) this.#unfollow = unfollow;
      else unfollow();
    } catch (error) {
      if (turn === this.#turn) this.error = asIpcError(error);
    }
  }

  /** Follows no more. What arrived and was not taken is forgotten. */
  end(): void {
    this.#turn += 1;
    this.#unfollow?.();
    this.#unfollow = null;
    this.#inbox.clear();
    this.error = null;
  }

  /** Hands over what waits, with the next frame. */
  wake(): void {
    if (this.#framed || this.#inbox.empty) return;
    this.#framed = true;
    this.#frame(() => {
      this.#framed = false;
      if (!this.#taker.busy()) this.#taker.take(this.#inbox.take());
    });
  }

  #hear(turn: number, batch: FeedBatch): void {
    if (turn !== this.#turn) return;
    this.#inbox.put(batch);
    this.wake();
  }
}

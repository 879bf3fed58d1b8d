/** The time as the page shows it: one tick for all relative times, and none while nobody looks. */
import { createSubscriber } from 'svelte/reactivity';

const TICK = 5_000;
const SECOND = 1_000;

class Clock {
  now = $state(Date.now());

  constructor() {
    setInterval(() => this.#tick(), TICK);
    document.addEventListener('visibilitychange', () => this.#tick());
  }

  #tick(): void {
    if (document.visibilityState === 'visible') this.now = Date.now();
  }
}

export const clock = new Clock();

/** The time to the second, which ticks only while something shown counts down. */
class Seconds {
  readonly #listen = createSubscriber((tick) => {
    const timer = setInterval(tick, SECOND);
    return () => clearInterval(timer);
  });

  get now(): number {
    this.#listen();
    return Date.now();
  }
}

export const seconds = new Seconds();

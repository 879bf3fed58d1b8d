/** The time as the page shows it: one tick for all relative times, and none while nobody looks. */
const TICK = 5_000;

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

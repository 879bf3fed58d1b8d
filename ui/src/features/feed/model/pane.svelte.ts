/** Where the detail pane is and how large: at the right where there is room, below where there is not. */

/** The screen's width from which the pane is at the right. */
export const WIDE = 1_000;

const KEYS = { right: 'patchbay.feed.pane.right', below: 'patchbay.feed.pane.below' } as const;
const FIRST = { right: 480, below: 340 } as const;
const LEAST = { right: 340, below: 180 } as const;
/** What is left to the list at the least. */
const LIST_LEAST = { right: 420, below: 150 } as const;

/** The detail pane's place and size. */
export class Pane {
  width = $state(0);
  height = $state(0);
  #right = $state(remembered('right'));
  #below = $state(remembered('below'));

  readonly below = $derived(this.width > 0 && this.width < WIDE);
  readonly #side = $derived<'right' | 'below'>(this.below ? 'below' : 'right');
  readonly min = $derived(LEAST[this.#side]);
  readonly max = $derived(
    Math.max(this.min, (this.below ? this.height : this.width) - LIST_LEAST[this.#side]),
  );
  readonly size = $derived(
    Math.min(this.max, Math.max(this.min, this.below ? this.#below : this.#right)),
  );

  /** Gives the pane a size, and remembers it. */
  resize(to: number): void {
    if (this.below) this.#below = to;
    else this.#right = to;
    localStorage.setItem(KEYS[this.#side], String(to));
  }
}

function remembered(side: 'right' | 'below'): number {
  const kept = Number(localStorage.getItem(KEYS[side]));
  return Number.isFinite(kept) && kept > 0 ? kept : FIRST[side];
}

/** Why the list holds still. While any reason stands, nothing moves under the user. */

/** How long after its last movement a pointer over the list counts as at rest. */
export const POINTER_REST_MS = 1_500;

/** The reasons for holding the list still. */
export class Hold {
  #scrolled = $state(false);
  #selected = $state(false);
  #pointing = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onFree: () => void;

  /** Whether the user holds it on purpose; a pointer that passes by does not count. */
  readonly meant = $derived(this.#scrolled || this.#selected);
  /** Whether any reason stands. */
  readonly active = $derived(this.#scrolled || this.#selected || this.#pointing);

  /** `onFree` runs when the last reason falls away. */
  constructor(onFree: () => void = () => undefined) {
    this.#onFree = onFree;
  }

  /** The list is, or is not, away from its top. */
  scrolled(away: boolean): void {
    this.#change(() => (this.#scrolled = away));
  }

  /** A row was chosen, or none is any more. */
  selected(chosen: boolean): void {
    this.#change(() => (this.#selected = chosen));
  }

  /** The pointer moved over the rows. */
  pointed(): void {
    this.#pointing = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#change(() => (this.#pointing = false)), POINTER_REST_MS);
  }

  /** The user asked to see what is new: no reason stands until the next thing they do. */
  release(): void {
    clearTimeout(this.#timer);
    this.#scrolled = false;
    this.#selected = false;
    this.#pointing = false;
  }

  #change(change: () => void): void {
    const held = this.active;
    change();
    if (held && !this.active) this.#onFree();
  }
}

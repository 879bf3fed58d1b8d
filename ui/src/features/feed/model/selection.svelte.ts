/** The row the keyboard stands on, and the event the detail pane shows. By id: rows move, ids do not. */
import { SvelteSet } from 'svelte/reactivity';
import type { Slot } from './rows';

/** Where a key moves to. */
export type Move = 'next' | 'previous' | 'first' | 'last' | 'pageDown' | 'pageUp';

/** Rows a page key skips. */
const PAGE_STEP = 15;

/** What is chosen in the list: the row the keyboard stands on, the one shown, and any number marked. */
export class Selection {
  /** The event the keyboard stands on. */
  active = $state<number | null>(null);
  /** The event in the detail pane. */
  open = $state<number | null>(null);

  /** The events marked, to do something with all of them. */
  readonly marked = new SvelteSet<number>();
  #anchor: number | null = null;

  /** Moves among the rows; the detail pane follows when it is open. Returns the place moved to, or -1. */
  move(slots: readonly Slot[], move: Move): number {
    const place = reachable(slots, target(this.place(slots), slots.length, move), move);
    const row = slots[place];
    if (!row) return -1;
    this.active = row.id;
    this.#anchor = null;
    if (this.open !== null) this.open = row.id;
    return place;
  }

  /** Stands on a row and shows it. */
  choose(id: number): void {
    this.unmark();
    this.active = id;
    this.open = id;
  }

  /** Shows the row the keyboard stands on. */
  openActive(): void {
    if (this.active !== null) this.open = this.active;
  }

  /** Marks a row, or takes the mark away. */
  toggle(id: number): void {
    if (!this.marked.delete(id)) this.marked.add(id);
    this.#anchor = id;
    this.active = id;
  }

  /** Marks the row the keyboard stands on, or takes the mark away. */
  toggleActive(): void {
    if (this.active !== null) this.toggle(this.active);
  }

  /** Moves, and marks everything from where marking began. Returns the place moved to, or -1. */
  extend(slots: readonly Slot[], move: Move): number {
    const place = reachable(slots, target(this.place(slots), slots.length, move), move);
    const row = slots[place];
    if (!row) return -1;
    this.extendTo(slots, row.id);
    return place;
  }

  /** Marks everything in memory from where marking began to a row. */
  extendTo(slots: readonly Slot[], id: number): void {
    this.#anchor ??= this.active ?? id;
    const ends = [this.#anchor, id].map((one) => slots.findIndex((slot) => slot?.id === one));
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    this.marked.clear();
    for (const slot of slots.slice(Math.max(0, from), to + 1)) if (slot) this.marked.add(slot.id);
    this.active = id;
  }

  /** Takes all marks away. */
  unmark(): void {
    this.marked.clear();
    this.#anchor = null;
  }

  /** Takes the marks away, or closes the detail pane, or leaves the row: one at a time. Returns whether there was anything to do. */
  back(): boolean {
    if (this.marked.size > 0) {
      this.unmark();
      return true;
    }
    if (this.open !== null) {
      this.open = null;
      return true;
    }
    if (this.active === null) return false;
    this.active = null;
    return true;
  }

  /** Leaves the row and closes the detail pane. */
  clear(): void {
    this.unmark();
    this.active = null;
    this.open = null;
  }

  /** The place of the active row, or -1. */
  place(slots: readonly Slot[]): number {
    return this.active === null ? -1 : slots.findIndex((slot) => slot?.id === this.active);
  }
}

function target(from: number, length: number, move: Move): number {
  const last = length - 1;
  if (move === 'first') return 0;
  if (move === 'last') return last;
  if (from < 0) return move === 'previous' || move === 'pageUp' ? last : 0;
  const step = { next: 1, previous: -1, pageDown: PAGE_STEP, pageUp: -PAGE_STEP }[move];
  return Math.min(last, Math.max(0, from + step));
}

/** The nearest place with a row in memory, looking back the way the move came from. */
function reachable(slots: readonly Slot[], place: number, move: Move): number {
  const backwards = move === 'next' || move === 'pageDown' || move === 'last' ? -1 : 1;
  let at = place;
  while (at >= 0 && at < slots.length && !slots[at]) at += backwards;
  return at;
}

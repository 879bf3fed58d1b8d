/** The row the keyboard stands on, and the event the detail pane shows. By id: rows move, ids do not. */
import type { Slot } from './rows';

/** Where a key moves to. */
export type Move = 'next' | 'previous' | 'first' | 'last' | 'pageDown' | 'pageUp';

/** Rows a page key skips. */
const PAGE_STEP = 15;

/** What is chosen in the list. */
export class Selection {
  /** The event the keyboard stands on. */
  active = $state<number | null>(null);
  /** The event in the detail pane. */
  open = $state<number | null>(null);

  /** Moves among the rows; the detail pane follows when it is open. Returns the place moved to, or -1. */
  move(slots: readonly Slot[], move: Move): number {
    const place = reachable(slots, target(this.place(slots), slots.length, move), move);
    const row = slots[place];
    if (!row) return -1;
    this.active = row.id;
    if (this.open !== null) this.open = row.id;
    return place;
  }

  /** Stands on a row and shows it. */
  choose(id: number): void {
    this.active = id;
    this.open = id;
  }

  /** Shows the row the keyboard stands on. */
  openActive(): void {
    if (this.active !== null) this.open = this.active;
  }

  /** Closes the detail pane, or leaves the row when it is closed already. Returns whether there was anything to do. */
  back(): boolean {
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

/** The store the keyboard stands on, and those marked to do something with. By id: rows move, ids do not. */
import { SvelteSet } from 'svelte/reactivity';

/** Where a key moves to. */
export type Move = 'next' | 'previous' | 'first' | 'last' | 'pageDown' | 'pageUp';

interface Row {
  readonly id: number;
}

/** Rows a page key skips. */
const PAGE_STEP = 12;

/** What is chosen in the list. */
export class Chosen {
  /** The store the keyboard stands on. */
  active = $state<number | null>(null);
  readonly marked = new SvelteSet<number>();
  #anchor: number | null = null;

  /** The place of the active row, or -1. */
  place(rows: readonly Row[]): number {
    return this.active === null ? -1 : rows.findIndex(({ id }) => id === this.active);
  }

  /** Moves; with `extend`, marks what lies between. Returns the place moved to, or -1. */
  move(rows: readonly Row[], move: Move, extend = false): number {
    const place = target(this.place(rows), rows.length, move);
    const row = rows[place];
    if (!row) return -1;
    if (extend) this.markTo(rows, row.id);
    else this.#anchor = null;
    this.active = row.id;
    return place;
  }

  /** Marks a row, or takes the mark away. */
  toggle(id: number): void {
    if (!this.marked.delete(id)) this.marked.add(id);
    this.#anchor = id;
    this.active = id;
  }

  /** Marks everything from where marking began to a row. */
  markTo(rows: readonly Row[], id: number): void {
    this.#anchor ??= this.active ?? id;
    const ends = [this.#anchor, id].map((one) => rows.findIndex((row) => row.id === one));
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    for (const row of rows.slice(Math.max(0, from), to + 1)) this.marked.add(row.id);
    this.active = id;
  }

  /** Marks all of these, or takes all marks away when they are marked already. */
  toggleAll(rows: readonly Row[]): void {
    const all = rows.every(({ id }) => this.marked.has(id));
    this.unmark();
    if (!all) for (const { id } of rows) this.marked.add(id);
  }

  /** Takes all marks away. Returns whether there were any. */
  unmark(): boolean {
    const any = this.marked.size > 0;
    this.marked.clear();
    this.#anchor = null;
    return any;
  }

  /** Forgets what is not there any more. */
  keep(rows: readonly Row[]): void {
    for (const marked of this.marked)
      if (!rows.some(({ id }) => id === marked)) this.marked.delete(marked);
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

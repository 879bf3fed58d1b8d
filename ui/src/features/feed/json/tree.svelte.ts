/** A JSON tree that is walked and opened by keys, as the ARIA practices have it for trees. */
import { SvelteSet } from 'svelte/reactivity';
import type { JsonNode } from './node';
import { containerIds, treeRows, type TreeRow } from './rows';

/** Rows a tree opens with at the most: more, and only its first levels are open. */
const OPEN_ROWS = 2_000;
const PAGE = 15;

/** What is open of a tree, and where the keyboard stands. */
export class Tree {
  #closed = $derived.by(() => new SvelteSet(closedAtFirst(this.#root())));
  readonly rows: readonly TreeRow[] = $derived.by(() => treeRows(this.#root(), this.#closed));
  #activeId = $state('0');
  /** The place of the row the keyboard stands on. */
  readonly place = $derived(
    Math.max(
      0,
      this.rows.findIndex(({ id }) => id === this.#activeId),
    ),
  );
  readonly #root: () => JsonNode;

  constructor(root: () => JsonNode) {
    this.#root = root;
  }

  /** The row the keyboard stands on. */
  get active(): TreeRow {
    return this.rows[this.place] as TreeRow;
  }

  /** Stands on a row. */
  choose(row: TreeRow): void {
    this.#activeId = row.id;
  }

  /** Stands on the first row that is looked for, and opens all around it; whether there is one. */
  reveal(isIt: (row: TreeRow) => boolean): boolean {
    const found = treeRows(this.#root()).find(isIt);
    if (!found) return false;
    for (const id of [...this.#closed]) {
      if (found.id.startsWith(`${id}.`)) this.#closed.delete(id);
    }
    this.choose(found);
    return true;
  }

  /** Opens or closes a row. */
  toggle(row: TreeRow): void {
    this.choose(row);
    if (row.open === null) return;
    if (row.open) this.#closed.add(row.id);
    else this.#closed.delete(row.id);
  }

  /** Acts on a key, and says whether it is one of the tree's. */
  press(key: string): boolean {
    const act = this.#keys[key];
    act?.();
    return act !== undefined;
  }

  readonly #keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => this.#go(this.place + 1),
    ArrowUp: () => this.#go(this.place - 1),
    PageDown: () => this.#go(this.place + PAGE),
    PageUp: () => this.#go(this.place - PAGE),
    Home: () => this.#go(0),
    End: () => this.#go(this.rows.length - 1),
    ArrowRight: () => (this.active.open === false ? this.toggle(this.active) : this.#inside()),
    ArrowLeft: () => (this.active.open ? this.toggle(this.active) : this.#outside()),
    Enter: () => this.toggle(this.active),
    ' ': () => this.toggle(this.active),
    '*': () => this.#closed.clear(),
  };

  #go(place: number): void {
    const row = this.rows[Math.min(this.rows.length - 1, Math.max(0, place))];
    if (row) this.choose(row);
  }

  #inside(): void {
    if (this.active.open) this.#go(this.place + 1);
  }

  #outside(): void {
    const parent = this.#activeId.replace(/\.\d+$/, '');
    this.#go(this.rows.findIndex(({ id }) => id === parent));
  }
}

function closedAtFirst(root: JsonNode): Set<string> {
  if (treeRows(root).length <= OPEN_ROWS) return new Set();
  return containerIds(root, 3);
}

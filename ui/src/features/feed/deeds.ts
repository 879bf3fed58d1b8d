/** What keys and the selection bar do with events: those marked, or the one the keyboard stands on. */
import type { Comparison } from './compare/comparison.svelte';
import type { Marks } from './marks/marks.svelte';
import type { Feed } from './model/feed.svelte';
import type { Selection } from './model/selection.svelte';
import type { View } from './model/view.svelte';
import type { Replay } from './replay/replay.svelte';
import type { Exports } from './transfer/exports.svelte';

/** What they work on. */
export interface Surface {
  readonly comparison: Comparison;
  readonly exports: Pick<Exports, 'ask'>;
  readonly feed: Pick<Feed, 'filter' | 'row'>;
  readonly marks: Marks;
  readonly replaying: Pick<Replay, 'ask'>;
  readonly selection: Selection;
  readonly view: View;
}

/** Does things with events. */
export class Deeds {
  readonly #on: Surface;

  constructor(on: Surface) {
    this.#on = on;
  }

  /** The events meant: those marked, or else the one the keyboard stands on. */
  get meant(): number[] {
    const { marked, active } = this.#on.selection;
    if (marked.size > 0) return [...marked];
    return active === null ? [] : [active];
  }

  /** Acts on a key, and says whether there was anything to do. */
  press(key: string): boolean {
    if (key.toLowerCase() === 'e') {
      this.export();
      return true;
    }
    const act = this.#keys[key.toLowerCase()];
    if (!act || this.meant.length === 0) return false;
    act();
    return true;
  }

  /** The events meant by one of them: all that are marked with it, or it alone. */
  with(id: number): number[] {
    const { marked } = this.#on.selection;
    return marked.has(id) ? [...marked] : [id];
  }

  /** Asks how to export the events meant; when there are none, what the filter shows. */
  export(meant = this.meant): void {
    const { exports, feed } = this.#on;
    exports.ask(meant, feed.filter);
  }

  /** Compares two marked events, or the one event with its previous one. */
  compare(meant = this.meant): void {
    const { comparison, selection, view } = this.#on;
    const [older, newer] = meant.toSorted((a, b) => a - b);
    if (older === undefined || meant.length > 2) return;
    if (newer === undefined) comparison.release();
    else comparison.choose(older, newer);
    view.part = 'compare';
    selection.choose(newer ?? older);
  }

  /** Pins the events meant; lets go of them when all are pinned. */
  pin(meant = this.meant): void {
    const { feed, marks } = this.#on;
    const pinned = meant.every((id) => feed.row(id)?.pinned);
    void marks.pin(meant, !pinned);
  }

  /** Asks where the events meant are to be sent again. */
  replay(meant = this.meant): void {
    void this.#on.replaying.ask(meant);
  }

  /** Opens a menu of the event in the detail pane, or the bar's. */
  menu(menu: 'copy' | 'labels'): void {
    const { selection, view } = this.#on;
    if (menu === 'labels' && selection.marked.size > 0) {
      view.menu = 'markedLabels';
      return;
    }
    selection.openActive();
    requestAnimationFrame(() => (view.menu = menu));
  }

  readonly #keys: Readonly<Record<string, () => void>> = {
    c: () => this.menu('copy'),
    d: () => this.compare(),
    l: () => this.menu('labels'),
    p: () => this.pin(),
    r: () => this.replay(),
    x: () => this.#on.selection.toggleActive(),
  };
}

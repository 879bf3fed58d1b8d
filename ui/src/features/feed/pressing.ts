/** What a key does on the feed's screen. */
import { tryout } from '../tryout/tryout.svelte';
import type { Deeds } from './deeds';
import { asksForMenu, hasModifier, isElsewhere, isOnControl, moveOf } from './keys';
import type { Move, Selection } from './model/selection.svelte';

/** The list, as keys move in it. */
export interface Listed {
  /** Moves the keyboard's place. */
  move(to: Move): void;
  /** Moves, and marks what lies between. */
  extend(to: Move): void;
  /** Opens the menu of the row the keyboard stands on. Returns whether there is one. */
  openMenu(): boolean;
}

/** What keys act on. */
export interface Pressable {
  readonly deeds: Deeds;
  readonly selection: Selection;
  /** The list, once it is there. */
  list(): Listed | undefined;
  /** Puts the keyboard in the filter box. */
  filter(): void;
  /** Leaves what was opened or marked. Returns whether there was anything. */
  escape(): boolean;
}

/** Does what a key asks for, unless something else has its own use for it. */
export function press(event: KeyboardEvent, on: Pressable): void {
  if (event.defaultPrevented || hasModifier(event) || isElsewhere(event)) return;
  if (acts(event, on)) event.preventDefault();
}

function acts(event: KeyboardEvent, on: Pressable): boolean {
  if (event.key === 'Escape') return on.escape();
  if (event.key === '/') return done(() => on.filter());
  if (event.key.toLowerCase() === 't') return done(() => tryout.test());
  if (on.deeds.press(event.key)) return true;
  if (isOnControl(event) && event.key.length > 1) return false;
  if (event.key === 'Enter') return enter(on.selection);
  if (asksForMenu(event)) return on.list()?.openMenu() ?? false;
  return moves(event, on.list());
}

function moves(event: KeyboardEvent, list: Listed | undefined): boolean {
  const move = moveOf(event);
  if (move && event.shiftKey) list?.extend(move);
  else if (move) list?.move(move);
  return move !== undefined;
}

function enter(selection: Selection): boolean {
  if (selection.active === null) return false;
  selection.openActive();
  return true;
}

function done(deed: () => void): true {
  deed();
  return true;
}

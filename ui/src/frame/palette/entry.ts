/** An entry of the palette, and the backend its actions ask. */
import type { Component } from 'svelte';
import type { ipc } from '$lib/ipc';
import type { Findable } from './match';

/** What an entry leads to. */
export type Kind = 'Screen' | 'App' | 'Store' | 'Filter' | 'Action' | 'Setting';

/** Something the palette reaches. */
export interface Entry extends Findable {
  /** Stays the same from one start to the next. */
  readonly id: string;
  readonly kind: Kind;
  readonly icon: Component<{ size?: number | string }>;
  /** What tells it from others of the same title. */
  readonly about: string | undefined;
  readonly keys: readonly string[];
  run(): unknown;
}

/** The part of the backend that entries ask. */
export type PalettePort = Pick<
  typeof ipc,
  | 'actions'
  | 'app'
  | 'backUp'
  | 'catalog'
  | 'clearFault'
  | 'copyText'
  | 'openPage'
  | 'testAddress'
  | 'savedFilters'
  | 'startPractice'
  | 'stopPractice'
  | 'storeRows'
  | 'wishToQuit'
>;

type Given = Pick<Entry, 'id' | 'kind' | 'title' | 'icon' | 'run'> & Partial<Entry>;

/** An entry with nothing but what it needs. */
export function entry(given: Given): Entry {
  return { about: undefined, keys: [], words: [], ...given };
}

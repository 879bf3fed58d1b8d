/** What a row's menu is made of: groups, each of one concern and of one file. */
import type { Component } from 'svelte';

type Icon = Component<{ size?: number | string }>;

/** Something the menu does. */
export interface MenuItem {
  readonly kind: 'item';
  readonly label: string;
  readonly icon?: Icon;
  /** What it is about, beside the label. */
  readonly about?: string;
  /** The shortcut, as the sheet spells it. */
  readonly keys?: readonly string[];
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** Things of one kind, in a menu beside. */
export interface MenuBranch {
  readonly kind: 'branch';
  readonly label: string;
  readonly icon?: Icon;
  readonly items: readonly MenuItem[];
}

/** Entries that stand together. */
export type MenuGroup = readonly (MenuItem | MenuBranch)[];

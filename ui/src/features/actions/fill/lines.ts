/** How a value of one line is typed. */
import type { InputKind } from '$lib/ipc';

/** How it looks, and which keyboard it wants where there is none. */
export interface Line {
  readonly mono: boolean;
  readonly keyboard: 'text' | 'email' | 'url' | 'numeric' | 'decimal';
}

const TEXT: Line = { mono: false, keyboard: 'text' };

const LINES: Partial<Record<InputKind, Line>> = {
  email: { mono: false, keyboard: 'email' },
  url: { mono: true, keyboard: 'url' },
  id: { mono: true, keyboard: 'text' },
  whole: { mono: true, keyboard: 'numeric' },
  number: { mono: true, keyboard: 'decimal' },
  money: { mono: true, keyboard: 'decimal' },
};

/** How a value of a kind is typed. */
export function lineOf(kind: InputKind): Line {
  return LINES[kind] ?? TEXT;
}

/** What keys do on a line of the list of steps. */
import { hasCommand } from '$lib/format/keys';
import { duplicate, moveDown, moveIn, moveOut, moveUp, remove, type Edited } from '../model/edit';
import type { Document } from '$lib/ipc';

type Change = (document: Document, at: string) => Edited | null;

const WITH_ALT: Readonly<Record<string, Change>> = {
  ArrowUp: moveUp,
  ArrowDown: moveDown,
  ArrowRight: moveIn,
  ArrowLeft: moveOut,
};

/** The change of steps that a key asks for; null where it asks for none. */
export function changeOf(event: KeyboardEvent): Change | null {
  if (event.altKey) return WITH_ALT[event.key] ?? null;
  if (hasCommand(event) && event.key.toLowerCase() === 'd') return duplicate;
  const plain = !event.ctrlKey && !event.metaKey;
  return plain && (event.key === 'Delete' || event.key === 'Backspace') ? remove : null;
}

/** By how many lines a key moves; null where it moves none. */
export function movesBy({ key, altKey }: KeyboardEvent): number | null {
  if (altKey) return null;
  return { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[key] ?? null;
}

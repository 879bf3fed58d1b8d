/** What steps are called: small letters, digits and underscores, a letter first. */
import type { Document } from '$lib/ipc';
import { stepsIn } from './steps';

/** The longest id, in characters. */
export const LONGEST_ID = 40;

/** Whether a text can name a step, an item or a value. */
export function isId(text: string): boolean {
  return text.length <= LONGEST_ID && /^[a-z][a-z0-9_]*$/.test(text);
}

/** The ids of all steps. */
export function idsOf(document: Document): string[] {
  return stepsIn(document.steps ?? []).map(({ id }) => id);
}

/** A text as an id, as near as it comes. */
export function asId(text: string): string {
  const small = text.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const trimmed = small.replace(/^[^a-z]+/, '').slice(0, LONGEST_ID);
  return trimmed.replace(/_+$/, '') || 'step';
}

/** An id that is not taken, as near to a wish as it comes: `order`, then `order_2`. */
export function freeId(wish: string, taken: Iterable<string>): string {
  const others = new Set(taken);
  const stem = asId(wish);
  if (!others.has(stem)) return stem;
  const root = stem.replace(/_\d+$/, '') || stem;
  for (let number = 2; ; number += 1) {
    const suffix = `_${number}`;
    const id = `${root.slice(0, LONGEST_ID - suffix.length)}${suffix}`;
    if (!others.has(id)) return id;
  }
}

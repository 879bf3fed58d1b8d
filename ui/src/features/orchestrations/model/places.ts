/** Where steps stand: a list of steps, and a place in it. */
import type { Document, DocumentStep } from '$lib/ipc';
import { below, look, partsOf } from './pointer';

/** A place in a list of steps, before the one that stands there. */
export interface Place {
  /** Where the list stands. */
  readonly list: string;
  readonly index: number;
}

/** The list of the outermost steps. */
export const OUTERMOST = '/steps';

const BRANCH =
  /\/do\/(?:if\/(?:then|else)|switch\/(?:cases\/\d+\/steps|otherwise)|for_each\/steps)$/;

/** The place of the step at a pointer; null where that is none of a step. */
export function placeOf(at: string): Place | null {
  const index = partsOf(at).at(-1) ?? '';
  const list = at.slice(0, at.lastIndexOf('/'));
  return /^\d+$/.test(index) && isList(list) ? { list, index: Number(index) } : null;
}

/** Whether a list of steps stands at a pointer. */
export function isList(at: string): boolean {
  return at === OUTERMOST || BRANCH.test(at);
}

/** The pointer of the step at a place. */
export function pointerOf({ list, index }: Place): string {
  return below(list, index);
}

/** The pointer of the step that a list stands in; null for the outermost. */
export function ownerOf(list: string): string | null {
  return list === OUTERMOST ? null : list.replace(BRANCH, '');
}

/** The pointers of the steps around a step, from the nearest on. */
export function aroundOf(at: string): string[] {
  const place = placeOf(at);
  const owner = place && ownerOf(place.list);
  return owner ? [owner, ...aroundOf(owner)] : [];
}

/** The steps of a list. */
export function stepsAt(document: Document, list: string): readonly DocumentStep[] {
  return (look(document, list) as DocumentStep[] | undefined) ?? [];
}

/** The step at a pointer. */
export function stepAt(document: Document, at: string): DocumentStep | undefined {
  return placeOf(at) ? (look(document, at) as DocumentStep | undefined) : undefined;
}

/** The pointer of the step that a pointer is in; null where it is in none. */
export function stepOf(at: string): string | null {
  const parts = partsOf(at);
  for (let length = parts.length; length > 0; length -= 1) {
    const pointer = below('', ...parts.slice(0, length));
    if (placeOf(pointer)) return pointer;
  }
  return null;
}

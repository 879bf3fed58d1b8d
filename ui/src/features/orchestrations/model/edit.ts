/** Changes to the steps of a document. Each gives a changed copy, and where the keyboard goes in it. */
import type { Document, DocumentStep } from '$lib/ipc';
import { freeId, idsOf } from './ids';
import { isWithin, partsOf, put } from './pointer';
import {
  isList,
  OUTERMOST,
  ownerOf,
  placeOf,
  pointerOf,
  stepAt,
  stepsAt,
  type Place,
} from './places';
import { branchesOf, stepsIn } from './steps';

/** A changed document, and the pointer of what is selected in it. */
export interface Edited {
  readonly document: Document;
  readonly at: string;
}

/** Puts a step there. */
export function insert(document: Document, place: Place, step: DocumentStep): Edited {
  const steps = stepsAt(document, place.list).toSpliced(place.index, 0, step);
  return { document: put(document, place.list, steps), at: pointerOf(place) };
}

/** Takes a step away. The keyboard goes to the one that follows, or else the one before. */
export function remove(document: Document, at: string): Edited | null {
  const place = placeOf(at);
  if (!place || !stepAt(document, at)) return null;
  const steps = stepsAt(document, place.list).toSpliced(place.index, 1);
  return { document: put(document, place.list, steps), at: afterwards(place, steps.length) };
}

function afterwards({ list, index }: Place, left: number): string {
  if (left > 0) return pointerOf({ list, index: Math.min(index, left - 1) });
  return ownerOf(list) ?? '/filter';
}

/** Puts a copy of a step behind it, with ids of its own. */
export function duplicate(document: Document, at: string): Edited | null {
  const place = placeOf(at);
  const step = stepAt(document, at);
  if (!place || !step) return null;
  const copy = withFreeIds(step, idsOf(document));
  return insert(document, { ...place, index: place.index + 1 }, copy);
}

/** A copy of a step in which nothing is called what is taken; what it says of its own steps follows. */
export function withFreeIds(step: DocumentStep, taken: readonly string[]): DocumentStep {
  const names = new Map<string, string>();
  for (const { id } of stepsIn([step])) names.set(id, freeId(id, [...taken, ...names.values()]));
  return renamed(step, names);
}

/** A step that is called something else, wherever it is spoken of. */
export function rename(document: Document, at: string, id: string): Document {
  const step = stepAt(document, at);
  return step ? renamed(document, new Map([[step.id, id]])) : document;
}

/** A copy of anything in which steps have other names, in their ids and in expressions. */
function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return spoken(value, names) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const of = value as Record<string, unknown>;
  const isStep = 'do' in of && typeof of['id'] === 'string';
  const members = Object.entries(of).map(([name, inner]) =>
    isStep && name === 'id'
      ? [name, names.get(inner as string) ?? inner]
      : [name, renamed(inner, names)],
  );
  return Object.fromEntries(members) as T;
}

function spoken(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/\{\{.*?\}\}/gs, (expression) =>
    expression.replace(/\bsteps\.([a-z][a-z0-9_]*)/g, (whole, id: string) =>
      names.has(id) ? `steps.${names.get(id)}` : whole,
    ),
  );
}

/** Moves a step to another place; null where that is in itself, or where it stands. */
export function move(document: Document, at: string, to: Place): Edited | null {
  const from = placeOf(at);
  const step = stepAt(document, at);
  if (!from || !step || isWithin(to.list, at)) return null;
  const beside = to.list === from.list;
  if (beside && (to.index === from.index || to.index === from.index + 1)) return null;
  const without = put(document, from.list, stepsAt(document, from.list).toSpliced(from.index, 1));
  return insert(without, afterRemoval(from, to), step);
}

/** A place as it is called once a step before it is gone. */
function afterRemoval(from: Place, to: Place): Place {
  if (to.list === from.list) return to.index > from.index ? { ...to, index: to.index - 1 } : to;
  if (!isWithin(to.list, from.list)) return to;
  const depth = partsOf(from.list).length;
  const parts = partsOf(to.list);
  const index = Number(parts[depth]);
  if (index < from.index) return to;
  return { ...to, list: ['', ...parts.with(depth, String(index - 1))].join('/') };
}

/** Moves a step before the one before it; the first of a group goes out of it, before it. */
export function moveUp(document: Document, at: string): Edited | null {
  const place = placeOf(at);
  if (!place) return null;
  if (place.index > 0) return move(document, at, { ...place, index: place.index - 1 });
  const owner = ownerOf(place.list);
  const before = owner && placeOf(owner);
  return before ? move(document, at, before) : null;
}

/** Moves a step behind the one behind it; the last of a group goes out of it, behind it. */
export function moveDown(document: Document, at: string): Edited | null {
  const place = placeOf(at);
  if (!place) return null;
  if (place.index < stepsAt(document, place.list).length - 1)
    return move(document, at, { ...place, index: place.index + 2 });
  return moveOut(document, at);
}

/** Moves a step into the group before it: into the last of its branches that has steps, or its first. */
export function moveIn(document: Document, at: string): Edited | null {
  const place = placeOf(at);
  if (!place || place.index === 0) return null;
  const before = pointerOf({ ...place, index: place.index - 1 });
  const group = stepAt(document, before);
  const branches = group ? branchesOf(group, before) : [];
  const branch = branches.findLast(({ steps }) => steps.length > 0) ?? branches[0];
  return branch ? move(document, at, { list: branch.at, index: branch.steps.length }) : null;
}

/** Moves a step out of the group it is in, behind it. */
export function moveOut(document: Document, at: string): Edited | null {
  const place = placeOf(at);
  const owner = place && ownerOf(place.list);
  const around = owner && placeOf(owner);
  return around ? move(document, at, { ...around, index: around.index + 1 }) : null;
}

/** Where a step is added when something is selected: in an empty branch, behind a step, or at the end. */
export function placeAfter(document: Document, at: string): Place {
  const place = placeOf(at);
  if (place) return { ...place, index: place.index + 1 };
  const list = isList(at) ? at : OUTERMOST;
  return { list, index: stepsAt(document, list).length };
}

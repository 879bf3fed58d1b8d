/** Where what is dragged over a line would go. */
import type { Line } from '../model/lines';
import { OUTERMOST, placeOf, pointerOf } from '../model/places';

/** The place by its pointer: before a step, behind it, or first in a branch. Null above all steps. */
export function dropPlace(line: Line, lower: boolean): string | null {
  if (line.kind === 'branch') return pointerOf({ list: line.at, index: 0 });
  if (line.kind === 'filter') return lower ? pointerOf({ list: OUTERMOST, index: 0 }) : null;
  const place = placeOf(line.at);
  if (line.kind === 'trigger' || !place) return null;
  return pointerOf({ ...place, index: place.index + (lower ? 1 : 0) });
}

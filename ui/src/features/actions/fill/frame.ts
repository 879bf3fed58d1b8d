/** Where an input stands, and how the parts of it find one another in the page. */
import type { ActionInput, InputFault, InputKind } from '$lib/ipc';
import type { Work } from '../work/work.svelte';

/** One value of a form. */
export interface Spot {
  readonly work: Work;
  readonly input: ActionInput;
  /** What the value is: of a list's item not what the input is. */
  readonly kind: InputKind;
  /** As the backend names it: `items/0/quantity`. */
  readonly place: string;
  /** The same with keys of items, which stay when others are moved. */
  readonly path: string;
}

/** The id of its element. */
export function idOf(path: string): string {
  return `input-${path.replace(/[^\w]+/g, '-')}`;
}

/** What is told of it. */
export function faultOf({ work, place, path }: Spot): InputFault | undefined {
  return work.fill.faultAt(place, path);
}

/** What describes it, for screen readers. */
export function describedBy(spot: Spot): string {
  const id = idOf(spot.path);
  return faultOf(spot) ? `${id}-error` : `${id}-hint`;
}

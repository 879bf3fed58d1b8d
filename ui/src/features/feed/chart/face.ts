/** The three views of the chart, and which of them the user looked at last. */

/** What the chart shows. */
export type Face = 'events' | 'failures' | 'times';

/** The views there are to choose from. */
export const FACES: readonly { readonly value: Face; readonly label: string }[] = [
  { value: 'events', label: 'Events' },
  { value: 'failures', label: 'Failures' },
  { value: 'times', label: 'Answer times' },
];

const KEY = 'patchbay.chart.face';

/** The view looked at last. */
export function keptFace(storage: Storage = localStorage): Face {
  const kept = storage.getItem(KEY);
  return FACES.find(({ value }) => value === kept)?.value ?? 'events';
}

/** Keeps the view for the next time. */
export function keepFace(face: Face, storage: Storage = localStorage): void {
  storage.setItem(KEY, face);
}

/** What the fake backend knows of payloads: every third is as usual, every fourth known too little of. */
import type { DifferenceView, JsonKind, ShapeFieldView, ShapeView } from '$lib/ipc';

const DAY = 86_400_000;
const ALL = 1_204;

const FIELDS: readonly (readonly [string, readonly JsonKind[], number])[] = [
  ['', ['object'], ALL],
  ['created_at', ['number'], ALL],
  ['data', ['object'], ALL],
  ['data.id', ['number', 'text'], ALL],
  ['data.status', ['object'], 612],
  ['data.status.new_status_id', ['number'], 612],
  ['data.status.previous_status_id', ['number', 'null'], 612],
  ['data.type', ['text'], ALL],
  ['hash', ['text'], ALL],
  ['meta.shipments[].a_field_with_a_name_that_is_much_longer_than_it_should_be.id', ['text'], 3],
  ['producer', ['text'], ALL],
  ['scope', ['text'], ALL],
  ['store_id', ['text'], ALL],
];

const DIFFERENCES: readonly DifferenceView[] = [
  { path: 'data.id', difference: 'retyped', kinds: ['text'], usual: ['number'], others: 1 },
  { path: 'data.type', difference: 'missing', kinds: [], usual: ['text'], others: ALL - 1 },
  { path: 'meta', difference: 'new', kinds: ['object'], usual: [], others: 0 },
  { path: 'meta_of_the_store', difference: 'new', kinds: ['null'], usual: [], others: 2 },
];

/** The shape beside the payload of an event. */
export function mockShape(eventId: number): ShapeView {
  const enough = eventId % 4 !== 0;
  const different = enough && eventId % 3 !== 0;
  return {
    others: enough ? ALL - 1 : 7,
    enough,
    fields: FIELDS.map(([path, kinds, payloads]) => field(path, kinds, enough ? payloads : 8)),
    differences: different ? DIFFERENCES.slice(0, 1 + (eventId % 4)) : [],
  };
}

function field(path: string, kinds: readonly JsonKind[], payloads: number): ShapeFieldView {
  const now = Date.now();
  return { path, kinds: [...kinds], payloads, firstAt: now - 200 * DAY, lastAt: now };
}

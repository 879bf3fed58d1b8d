/**
 * What the fake backend knows of payloads: every third is as usual, every fourth known too little of, and
 * every fifth differs in many fields.
 */
import type { DifferenceView, JsonKind, ShapeFieldView, ShapeView } from '$lib/ipc';

const DAY = 86_400_000;
const ALL = 1_204;

const FIELDS: readonly (readonly [string, readonly JsonKind[], number])[] = [
  ['', ['object'], ALL],
  ['created_at', ['number'], ALL],
  ['data', ['object'], ALL],
  ['data.currency_code', ['text'], ALL - 1],
  ['data.id', ['number'], ALL],
  ['data.status', ['object'], 612],
  ['data.status.new_status_id', ['number'], 612],
  ['data.status.previous_status_id', ['number', 'null'], 612],
  ['data.type', ['text'], 1],
  ['hash', ['text'], ALL],
  ['meta.shipments[].a_field_with_a_name_that_is_much_longer_than_it_should_be.id', ['text'], 3],
  ['producer', ['text'], ALL],
  ['scope', ['text'], 3],
  ['store_id', ['number', 'text'], ALL],
];

const DIFFERENCES: readonly DifferenceView[] = [
  { path: 'store_id', difference: 'retyped', kinds: ['text'], usual: ['number'], others: 1 },
  {
    path: 'data.currency_code',
    difference: 'missing',
    kinds: [],
    usual: ['text'],
    others: ALL - 1,
  },
  { path: 'data.type', difference: 'new', kinds: ['text'], usual: [], others: 0 },
  { path: 'scope', difference: 'new', kinds: ['text'], usual: [], others: 2 },
];

const MANY: readonly DifferenceView[] = Array.from({ length: 46 }, (_, at) => ({
  path: `meta.shipments[].a_field_with_a_name_that_is_much_longer_than_it_should_be.of_${at}`,
  difference: 'new',
  kinds: ['text'],
  usual: [],
  others: at % 3,
}));

/** The shape beside the payload of an event. */
export function mockShape(eventId: number): ShapeView {
  const enough = eventId % 4 !== 0;
  const different = enough && eventId % 3 !== 0;
  const many = eventId % 5 === 0;
  const differences = [...DIFFERENCES.slice(0, 1 + (eventId % 4)), ...(many ? MANY : [])];
  return {
    others: enough ? ALL - 1 : 7,
    enough,
    fields: FIELDS.map(([path, kinds, payloads]) => field(path, kinds, enough ? payloads : 8)),
    differences: different ? differences : [],
    differing: different ? differences.length + (many ? 14 : 0) : 0,
    full: eventId % 7 === 0,
  };
}

function field(path: string, kinds: readonly JsonKind[], payloads: number): ShapeFieldView {
  const now = Date.now();
  return { path, kinds: [...kinds], payloads, firstAt: now - 200 * DAY, lastAt: now };
}

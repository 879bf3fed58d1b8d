/** Parts of made-up runs, with nothing but what each needs. */
import type {
  Problem,
  RequestView,
  RunAttempt,
  RunCan,
  RunRow,
  RunState,
  RunStep,
  RunView,
} from '$lib/ipc';
import { LONG_STORE } from '../../feed/mockStory';

/** The orchestrations they are of: name, and the version that is published. */
export const ORCHESTRATIONS = [
  { id: 1, name: 'Tell me of large refunds', version: 3 },
  { id: 2, name: 'Mirror new orders to a URL', version: 1 },
  { id: 3, name: 'Restock what is refunded', version: 2 },
  { id: 4, name: 'Create shipments when an order is to be shipped', version: 4 },
  {
    id: 5,
    name: 'Refund orders that were cancelled before anything of them was shipped, but ask first',
    version: 1,
  },
] as const;

/** The stores they are about. */
export const STORES = [
  { id: 1, name: 'Northwind Outdoor', hash: 'g5cd38' },
  { id: 2, name: 'Lumen & Oak', hash: 'k2m9qa' },
  { id: 3, name: LONG_STORE, hash: 'pr4ct1' },
] as const;

/** What can be done with a run that stands so. */
export function canOf(state: RunState): RunCan {
  const open = ['queued', 'running', 'waiting', 'unknown'].includes(state);
  const dead = state === 'dead';
  return { cancel: open, resume: state === 'waiting', requeue: dead, dismiss: dead, replay: !open };
}

/** A row with what differs from a run that was done. */
export function row(id: number, at: number, given: Partial<RunRow> = {}): RunRow {
  const of = ORCHESTRATIONS.find((one) => one.id === given.orchestrationId) ?? ORCHESTRATIONS[0];
  const store = STORES.find((one) => one.id === given.storeId) ?? STORES[0];
  return {
    id,
    orchestrationId: of.id,
    orchestration: of.name,
    version: of.version,
    about: `Order ${100 + id} was created`,
    eventId: 1_000 + id,
    storeId: store.id,
    store: store.name,
    cause: 'event',
    dry: false,
    state: 'succeeded',
    words: 'Done',
    at,
    tookMs: 640 + ((id * 37) % 900),
    nextAt: null,
    coalesced: 0,
    note: null,
    ...given,
  };
}

/** A step with what differs from one that is done. */
export function step(
  place: string,
  what: string,
  at: number,
  given: Partial<RunStep> = {},
): RunStep {
  const parts = place.split('/');
  return {
    place,
    id: (parts.at(-1) ?? place).replace(/#\d+$/, ''),
    depth: parts.length - 1,
    what,
    state: 'done',
    words: 'Done',
    input: null,
    output: null,
    at,
    tookMs: 12,
    problem: null,
    attempts: [],
    asks: null,
    ...given,
  };
}

/** A request to a store. */
export function request(method: string, path: string, body: unknown = null): RequestView {
  const text = body === null ? null : json(body);
  const data = text === null ? '' : ` \\\n  --data '${text}'`;
  const url = `https://api.bigcommerce.com/stores/${STORES[0].hash}${path}`;
  const curl = `curl --request ${method} '${url}' \\\n  --header "X-Auth-Token: $BIGCOMMERCE_TOKEN"${data}`;
  return { method, path, body: text, curl };
}

/** An attempt with what differs from one that was answered. */
export function attempt(
  sent: RequestView,
  at: number,
  given: Partial<RunAttempt> = {},
): RunAttempt {
  return {
    number: 1,
    callId: null,
    request: sent,
    at,
    tookMs: 132,
    status: 200,
    state: 'done',
    answer: null,
    words: 'Done',
    ...given,
  };
}

/** A run of a row and its steps. */
export function view(
  of: RunRow,
  trigger: unknown,
  steps: RunStep[],
  problem: Problem | null = null,
): RunView {
  const known = trigger === null ? null : json(trigger);
  return { row: of, trigger: known, steps, problem, replayOf: null, can: canOf(of.state) };
}

/** JSON, broken into lines. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

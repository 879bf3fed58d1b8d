/** Gaps and watermarks of the fake backend. */
import type { GapView, Problem, StoreWatermarks } from '$lib/ipc';

const HOUR = 3_600_000;

const CARTS = {
  trigger: 'Cart Updated',
  why: 'BigCommerce has no list of carts, so what changed in carts while nothing arrived cannot be found again.',
};

/** A night's sleep that was closed. */
export function sleptGap(now = Date.now()): GapView {
  return {
    id: 7,
    cause: 'sleep',
    from: now - 8 * HOUR,
    to: now - 2 * HOUR,
    beganAt: now - 2 * HOUR,
    endedAt: now - 2 * HOUR + 41_000,
    state: 'done',
    stores: 12,
    storesDone: 12,
    read: 3_420,
    found: [
      { trigger: 'Order Created', events: 3_000 },
      { trigger: 'Order Updated', events: 218 },
      { trigger: 'Refund Created', events: 400 },
    ],
    lost: [CARTS],
    problems: [],
  };
}

/** The same while it is being closed. */
export function openGap(now = Date.now()): GapView {
  const found = [{ trigger: 'Order Created', events: 412 }];
  const gap = sleptGap(now);
  return { ...gap, id: 8, endedAt: null, state: 'running', storesDone: 3, read: 750, found };
}

/** One that could not be closed. */
export function failedGap(now = Date.now()): GapView {
  const problem: Problem = {
    title: 'The store’s token is dead',
    meaning: 'BigCommerce answered 401.',
    mend: 'install',
    remedy: 'Install the app on the store again.',
  };
  const problems = [{ storeId: 2, store: 'Northwind Outdoor', problem }];
  return { ...sleptGap(now), id: 9, state: 'failed', storesDone: 11, problems };
}

/** Every gap there was. */
export function allGaps(now = Date.now()): GapView[] {
  const outage: GapView = {
    ...sleptGap(now),
    id: 3,
    cause: 'outage',
    from: now - 40 * HOUR,
    to: now - 39.6 * HOUR,
    found: [],
    read: 14,
  };
  return [sleptGap(now), { ...failedGap(now - 24 * HOUR), id: 5, cause: 'start' }, outage];
}

/** Up to when everything of a store is known. */
export function watermarks(now = Date.now()): StoreWatermarks {
  const names = ['Order Created', 'Order Updated', 'Refund Created'];
  return {
    marks: names.map((trigger) => ({ trigger, at: now - 12 * 60_000 })),
    lost: [CARTS],
    gaps: [{ ...sleptGap(now), stores: 1, storesDone: 1 }],
  };
}

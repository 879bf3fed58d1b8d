/** A chart for tests: four slots, the third with something of everything, the last with nothing. */
import type { ChartView } from '$lib/ipc';

export const VIEW: ChartView = {
  from: 1_000_000,
  step: 60_000,
  series: [
    { trigger: 'Order Created', counts: [1, 0, 3, 0] },
    { trigger: 'Cart Updated', counts: [1, 0, 1, 0] },
  ],
  quarantined: [0, 0, 1, 0],
  failures: [
    { reason: 'unknown path', counts: [0, 40, 1_200, 0] },
    { reason: 'body too large', counts: [0, 0, 3, 0] },
  ],
  times: [
    { counts: [0, 2], longestUs: 1_400 },
    { counts: [], longestUs: 0 },
    { counts: [0, 90, 8, 1, 1], longestUs: 2_400_000 },
    { counts: [], longestUs: 0 },
  ],
  bucketEndsUs: [1_000, 1_414, 2_000, 2_828],
};

/** The same with nothing in it. */
export const NOTHING: ChartView = {
  ...VIEW,
  series: [],
  quarantined: [0, 0, 0, 0],
  failures: [],
  times: VIEW.times.map(() => ({ counts: [], longestUs: 0 })),
};

/** Missed events, and what is told of them, in the fake backend. */
import { allGaps, openGap, sleptGap, watermarks } from '../../../features/recovery/mock';
import type { AlertSettings } from '../bindings';
import type { Commands } from './args';
import type { World } from './world';

/** How long a search takes, in milliseconds. */
const TAKES = 3_000;

let alerts: AlertSettings = { kinds: ['storeLost', 'missed'], quiet: { from: 1320, to: 420 } };

/** Those of gaps and alerts. */
export function recoveryCommands(world: World) {
  const show = (gap: World['status']['gap']) => {
    world.status = { ...world.status, gap };
    world.changed();
  };
  return {
    gaps: () => allGaps(),
    look_for_missed: () => {
      show({ ...openGap(), cause: 'asked', from: null, to: null, lost: [] });
      setTimeout(() => show({ ...sleptGap(), id: 8, cause: 'asked', from: null, to: null }), TAKES);
      return null;
    },
    stop_looking_for_missed: () => {
      const { gap } = world.status;
      if (gap) show({ ...gap, state: 'stopped', endedAt: Date.now() });
      return null;
    },
    store_watermarks: () => watermarks(),
    alert_settings: () => alerts,
    set_alert_settings: ({ settings }) => (alerts = settings),
    try_alert: () => null,
  } satisfies Commands;
}

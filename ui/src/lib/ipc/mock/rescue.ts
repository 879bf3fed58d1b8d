/** A start that failed, and what can be done about a damaged ledger. */
import type * as real from '../bindings';
import type { Commands } from './args';
import type { World } from './world';

const IN_USE: real.Problem = {
  title: 'Another Patchbay is running with this data folder.',
  meaning: 'Two at once would spoil the ledger.',
  mend: null,
  remedy: 'Use the window that is already open, or end the other Patchbay and start again.',
};

const DAMAGED: real.Problem = {
  title: 'The ledger cannot be opened.',
  meaning: 'The ledger is damaged.',
  mend: null,
  remedy: 'Put a backup in its place. Patchbay keeps what is damaged.',
};

const DAY = 86_400_000;

/** Those of a start. */
export function startCommands(world: World) {
  let rescued = false;
  return {
    startup: (): real.Startup => (rescued ? { kind: 'ready' } : startup(world)),
    look_at_rescue: (): real.ContentsView => ({
      apps: ['Order sync', 'Staging'],
      stores: 3,
      events: 12_034,
      oldest: Date.now() - 90 * DAY,
      newest: Date.now() - DAY,
    }),
    rescue_ledger: (): real.Startup => {
      rescued = true;
      return { kind: 'ready' };
    },
  } satisfies Commands;
}

function startup({ scenario, status: { home } }: World): real.Startup {
  if (scenario === 'failed') return { kind: 'failed', problem: IN_USE, home, rescue: null };
  if (scenario !== 'damaged') return { kind: 'ready' };
  const kinds = ['daily', 'daily', 'beforeUpdate', 'daily', 'daily', 'beforeRestore'] as const;
  const backups = kinds.map((kind, at) => ({
    name: `${kind}-${at}.db`,
    kind,
    at: Date.now() - (at + 1) * DAY,
    bytes: 285_000_000 - at * 3_100_000,
  }));
  return { kind: 'failed', problem: DAMAGED, home, rescue: { backups } };
}

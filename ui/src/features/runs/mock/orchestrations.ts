/** Made-up orchestrations, as a list shows them. */
import type { OrchestrationRow, RunRow, RunState } from '$lib/ipc';
import { STORES, type ORCHESTRATIONS } from './build';

/** One with how its runs stand. */
export function orchestration(
  { id, name, version }: (typeof ORCHESTRATIONS)[number],
  runs: readonly RunRow[],
): OrchestrationRow {
  const counted = (...states: RunState[]) =>
    runs.filter((run) => run.orchestrationId === id && !run.dry && states.includes(run.state))
      .length;
  return {
    id,
    name,
    starts: id === 2 ? 'Order Created' : 'Refund Created',
    stores: STORES.map((store) => ({ id: store.id, name: store.name, connected: true })),
    enabled: true,
    published: { id, number: version, at: Date.now(), note: '' },
    differs: false,
    runs: {
      open: counted('queued', 'running', 'waiting'),
      unknown: counted('unknown'),
      succeeded: counted('succeeded'),
      dead: counted('dead'),
      others: counted('failed', 'cancelled', 'skipped'),
    },
    trouble: null,
  };
}

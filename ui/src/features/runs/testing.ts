/** A backend of runs for tests: the made-up one, each answer of which a test may change. */
import { vi } from 'vitest';
import type { CallFound, ReplayRun, RunFilter, RunSaid, RunView } from '$lib/ipc';
import { mockRows, mockStores } from '../stores/mock';
import { MockRuns } from './mock';
import type { RunsPort } from './port';

const FOUND: CallFound = { items: ['{"id":7}'], words: 'BigCommerce shows one that is the same.' };

/** It. */
export function backend(used = true) {
  const runs = new MockRuns(used, () => undefined);
  const there = <T>(found: T | undefined): T => {
    if (found === undefined) throw new Error('not there');
    return found;
  };
  return {
    runs: vi.fn(async (filter: RunFilter, before: number | null) => runs.list(filter, before)),
    run: vi.fn(async (id: number): Promise<RunView> => there(runs.view(id))),
    cancelRun: vi.fn(async (id: number) => there(runs.cancel(id))),
    resumeRun: vi.fn(async (id: number) => there(runs.goOn(id))),
    requeueRun: vi.fn(async (id: number) => there(runs.goOn(id))),
    dismissRun: vi.fn(async (id: number) => there(runs.dismiss(id))),
    noteRun: vi.fn(async (id: number, note: string) => there(runs.note(id, note))),
    sayOfRun: vi.fn(async (id: number, place: string, said: RunSaid, made: string | null) =>
      there(runs.say(id, place, said, made)),
    ),
    replayRun: vi.fn(async (replay: ReplayRun) => there(runs.replay(replay))),
    deadRuns: vi.fn(async () => runs.dead()),
    requeueDeadRuns: vi.fn(async (of: number, code: string) => runs.eachDead(of, code, 'goOn')),
    dismissDeadRuns: vi.fn(async (of: number, code: string) => runs.eachDead(of, code, 'dismiss')),
    lookForCall: vi.fn(async () => FOUND),
    orchestrations: vi.fn(async () => runs.orchestrations()),
    storeRows: vi.fn(async () => mockRows(mockStores())),
  } satisfies RunsPort;
}

/** A run of the made-up backend. */
export async function viewOf(id: number): Promise<RunView> {
  return backend().run(id);
}

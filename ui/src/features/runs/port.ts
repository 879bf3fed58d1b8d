/** The backend as runs ask it. */
import { ipc } from '$lib/ipc';

/** What is asked of the backend. */
export type RunsPort = Pick<
  typeof ipc,
  | 'cancelRun'
  | 'deadRuns'
  | 'dismissDeadRuns'
  | 'dismissRun'
  | 'lookForCall'
  | 'noteRun'
  | 'orchestrations'
  | 'replayRun'
  | 'requeueDeadRuns'
  | 'requeueRun'
  | 'resumeRun'
  | 'run'
  | 'runs'
  | 'sayOfRun'
  | 'storeRows'
>;

/** The backend as orchestrations ask it. */
import { ipc } from '$lib/ipc';

/** What is asked of the backend. */
export type OrchestrationsPort = Pick<
  typeof ipc,
  | 'action'
  | 'compareVersions'
  | 'deleteOrchestration'
  | 'disableOrchestration'
  | 'enableOrchestration'
  | 'newOrchestration'
  | 'orchestration'
  | 'orchestrationPalette'
  | 'orchestrationVersion'
  | 'orchestrations'
  | 'orderOrchestrations'
  | 'previewExpression'
  | 'publishOrchestration'
  | 'sampleContext'
  | 'saveDraft'
  | 'setOrchestrationStores'
  | 'startingPoints'
  | 'storeRows'
  | 'tryOut'
>;

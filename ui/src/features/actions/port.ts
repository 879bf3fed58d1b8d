/** The backend as actions ask it. */
import { ipc } from '$lib/ipc';

/** What is asked of the backend. */
export type ActionsPort = Pick<
  typeof ipc,
  | 'action'
  | 'actionOptions'
  | 'actions'
  | 'call'
  | 'calls'
  | 'forgetCalls'
  | 'lookForCall'
  | 'previewAction'
  | 'runAction'
  | 'settleCall'
  | 'storeRows'
  | 'unwatch'
>;

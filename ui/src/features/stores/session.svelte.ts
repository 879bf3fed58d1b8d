/** The stores' state, shared by the list and the store pages. */
import { ipc } from '$lib/ipc';
import { Chosen } from './list/chosen.svelte';
import { EVERY, type Sort, URGENT, type Wanted } from './list/list';
import type { StorePort } from './page/storePage.svelte';
import { Stores } from './stores.svelte';
import { Sweep } from './sweep/sweep.svelte';

/** The stores of every app. */
export const stores = new Stores({ storeRows: () => ipc.storeRows() });

/** What is chosen in the list, and what is shown of it. */
export const chosen = new Chosen();
export const list = $state<{ wanted: Wanted; sort: Sort }>({ wanted: EVERY, sort: URGENT });

/** What is done with several stores. It goes on while the user looks elsewhere. */
export const sweep = new Sweep({
  sweepStores: (ids, work, take) => ipc.sweepStores(ids, work, take),
  cancel: (watch) => void ipc.unwatch(watch).catch(() => undefined),
});

/** The backend as the store page asks it. */
export const storePort: StorePort = {
  store: (storeId) => ipc.store(storeId),
  health: (storeId) => ipc.storeHealth(storeId),
  events: (storeId) => ipc.feedPage(latestOf(storeId)),
  setEmails: (storeId, emails) => ipc.setHookEmails(storeId, emails),
  triggers: (appId) => ipc.triggers(appId),
  check: (storeId) => ipc.checkStore(storeId),
  confirm: (storeId) => ipc.confirmStore(storeId),
  refuse: (storeId) => ipc.refuseStore(storeId),
  remove: (storeId) => ipc.removeStore(storeId),
  prove: (storeId, trigger) => ipc.proveHook(storeId, trigger),
  register: (appId) => ipc.registerHooks(appId),
};

/** Rows of the feed that a store's page shows. */
const LATEST = 6;

function latestOf(storeId: number) {
  const conditions = [{ not: false, term: { field: 'store' as const, value: storeId } }];
  return { conditions, before: null, limit: LATEST };
}

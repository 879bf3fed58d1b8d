/** The stores' state, shared by the list and the store pages. */
import { ipc } from '$lib/ipc';
import type { StorePort } from './storePage.svelte';
import { Stores } from './stores.svelte';

/** The stores of every app. */
export const stores = new Stores({ stores: () => ipc.stores(null) });

/** The backend as the store page asks it. */
export const storePort: StorePort = {
  store: async (storeId) => (await ipc.stores(null)).find((store) => store.id === storeId),
  triggers: (appId) => ipc.triggers(appId),
  check: (storeId) => ipc.checkStore(storeId),
  confirm: (storeId) => ipc.confirmStore(storeId),
  refuse: (storeId) => ipc.refuseStore(storeId),
  remove: (storeId) => ipc.removeStore(storeId),
  prove: (storeId, trigger) => ipc.proveHook(storeId, trigger),
  register: (appId) => ipc.registerHooks(appId),
};

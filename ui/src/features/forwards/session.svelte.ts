/** The state of the forward addresses; it outlives the screen. */
import { ipc } from '$lib/ipc';
import { Forwards, type ForwardsPort } from './forwards.svelte';

const port: ForwardsPort = {
  watchForwards: (take) => ipc.watchForwards(take),
  forwards: (addressId, state, before) => ipc.forwards(addressId, state, before),
  checkForwardUrl: (url) => ipc.checkForwardUrl(url),
  saveForwardAddress: (id, spec) => ipc.saveForwardAddress(id, spec),
  deleteForwardAddress: (id) => ipc.deleteForwardAddress(id),
  retryForwards: (addressId, only) => ipc.retryForwards(addressId, only),
  discardForwards: (addressId) => ipc.discardForwards(addressId),
};

/** The forward addresses. */
export const forwards = new Forwards(port);

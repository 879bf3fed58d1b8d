/** A file to import, for tests. */
import type { ImportFile } from '$lib/ipc';

/** With two apps to go to, and lines that cannot be read. */
export const FILE: ImportFile = {
  number: 7,
  file: 'orders.ndjson',
  events: 98,
  apps: [{ name: 'Ours', connector: 'BigCommerce', events: 98 }],
  stores: [{ name: 'Northwind Outdoor', hash: 'g5cd38', events: 98 }],
  from: 0,
  to: 86_400_000,
  targets: [
    { app: 1, name: 'Ours', mode: 'live', here: 8, newStores: [] },
    { app: 2, name: 'Practice', mode: 'practice', here: 0, newStores: ['Alpine Supply'] },
  ],
  unreadable: { count: 2, first: [{ line: 14, reason: 'It is no event.' }] },
};

/** Set-ups as files in the fake backend. */
import type { SetupPreview } from '../bindings';
import type { Commands } from './args';
import type { World } from './world';

const FILE: SetupPreview = {
  kind: 'ready',
  number: 1,
  file: 'patchbay-setup-2026-11-30.json',
  purpose: 'move',
  exportedAt: Date.now() - 3_600_000,
  apps: [
    {
      at: 0,
      name: 'Order desk',
      connector: 'BigCommerce',
      clientId: 'kpj78ljripz3ysbe1de6in6syb6vfvf',
      stores: 12,
      keepsCallbacks: true,
      standing: { kind: 'new' },
    },
    {
      at: 1,
      name: 'Order desk, staging',
      connector: 'BigCommerce',
      clientId: 'q3yf0z8k2m1n7c5v9b4x6d8s0a2l3j1',
      stores: 0,
      keepsCallbacks: true,
      standing: { kind: 'here', name: 'Staging' },
    },
  ],
  address: 'https://hooks.northwind-integrations.example.com',
  replacesAddress: true,
  filters: 3,
  forwards: [{ name: 'Development server', url: 'http://127.0.0.1:3000/webhooks/bigcommerce' }],
};

/** Those of set-ups. */
export function setupCommands(world: World) {
  return {
    export_setup: ({ appIds }) => ({
      kind: 'done',
      number: 1,
      apps: appIds.length,
      file: 'patchbay-setup.json',
    }),
    choose_setup: () => FILE,
    take_setup: () => ({
      apps: world.apps.slice(0, 1).map(({ id, name, clientId }) => ({ id, name, clientId })),
      address: false,
      filters: 3,
      forwards: 0,
      left: ['Forward address Development server: Another forward address has this name.'],
    }),
  } satisfies Commands;
}

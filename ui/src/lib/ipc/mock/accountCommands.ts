/** API accounts in the fake backend: a token that begins with “wrong” is refused. */
import type * as real from '../bindings';
import { mockStores } from '../../../features/stores/mock';
import { appView, newApp } from './apps';
import type { Commands } from './args';
import { failure, type World } from './world';

/** Those of API accounts. */
export function accountCommands(world: World) {
  return {
    add_account: ({ mode, account, accessToken }) => {
      refuseWrong(accessToken);
      return added(world, mode, account);
    },
    replace_account: ({ id, clientId, accessToken }) => {
      refuseWrong(accessToken);
      const app = world.app(id);
      const account = app.account && { ...app.account, tokenRefused: false };
      Object.assign(app, { clientId, proof: 'notYet', account });
      world.changed();
      return appView(app, world.status);
    },
  } satisfies Commands;
}

function refuseWrong(token: string): void {
  const message =
    'BigCommerce does not accept this token for the store g5cd38 (401). Either the token is not whole, its account was deleted, or the API path is another store’s.';
  if (token.startsWith('wrong'))
    throw failure('validation', message, 'Correct it and try again.', 'accessToken');
}

function added(world: World, mode: real.AppMode, spec: real.AccountSpec): real.StoreView {
  const id = Math.max(0, ...world.apps.map((app) => app.id)) + 1;
  const storeId = Math.max(0, ...world.stores.map((store) => store.id)) + 1;
  const now = Date.now();
  const account: real.AccountView = {
    storeId,
    store: 'Northwind Outdoor',
    hash: 'g5cd38',
    tokenGivenAt: now,
    tokenProvedAt: now,
    tokenRefused: false,
  };
  world.apps.push({
    ...newApp(id, spec.name, mode),
    account,
    clientId: spec.clientId,
    stores: 1,
  });
  const [first] = mockStores();
  const store: real.StoreView = {
    ...(first as real.StoreView),
    id: storeId,
    appId: id,
    appName: spec.name,
    kind: 'storeAccount',
    installedBy: null,
    access: ACCESS,
  };
  world.stores = [...world.stores, store];
  world.changed();
  return store;
}

const ACCESS: real.AccessView = {
  triedAt: Date.now(),
  lines: [
    {
      what: 'Name, plan and currency of the store',
      needsAny: ['store_v2_information_read_only', 'store_v2_information'],
      standing: 'open',
    },
    {
      what: 'Order Created: its order',
      needsAny: ['store_v2_orders_read_only', 'store_v2_orders'],
      standing: 'refused',
    },
    {
      what: 'Cart Updated: its cart',
      needsAny: ['store_cart_read_only', 'store_cart'],
      standing: 'notTold',
    },
  ],
};

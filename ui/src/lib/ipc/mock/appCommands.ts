/** Apps and their installs in the fake backend. */
import type * as real from '../bindings';
import { appSummary, appView, newApp } from './apps';
import type { Commands } from './args';
import { Installs } from './install';
import { historyPage } from './history';
import { checkScope, scopeFacts } from './scopes';
import type { World } from './world';

/** Those of apps. */
export function appCommands(world: World) {
  const view = (id: number) => appView(world.app(id), world.status);
  const change = (id: number, with_: object) => {
    Object.assign(world.app(id), with_);
    world.changed();
    return view(id);
  };
  return {
    app: ({ id }) => view(id),
    watch_app: ({ id, onApp }) => world.hear(`app ${id}`, () => onApp.onmessage(view(id))),
    catalog: ({ query }) => catalog(world, query),
    check_scope: ({ typed }) => checkScope(typed),
    scope_facts: ({ scope }) => scopeFacts(scope),
    history: ({ before }) => historyPage(before),
    export_history: () => ({ kind: 'done', number: 1, changes: 60, file: 'history.csv' }),
    create_app: ({ mode, name }) => {
      const id = Math.max(0, ...world.apps.map((app) => app.id)) + 1;
      world.apps.push(newApp(id, name, mode));
      return view(id);
    },
    rename_app: ({ id, name }) => change(id, { name }),
    set_credentials: ({ id, clientId }) => change(id, { clientId }),
    set_fetching: ({ appId, on }) => change(appId, { fetches: on }),
    set_scopes: ({ id, additional, custom }) => change(id, { additional, custom }),
    deletion_preview: ({ id }) => deletionOf(world, id),
    delete_app: ({ id }) => {
      const { leftHooks } = deletionOf(world, id);
      world.apps = world.apps.filter((app) => app.id !== id);
      world.stores = world.stores.filter((store) => store.appId !== id);
      return { leftHooks } satisfies real.Removal;
    },
  } satisfies Commands;
}

function catalog(world: World, query: string): real.ConnectorCard[] {
  const apps = world.apps.map((app) => appSummary(app, world.status));
  const card: real.ConnectorCard = {
    id: 'bigcommerce',
    name: 'BigCommerce',
    summary:
      'Receive orders, refunds and carts from merchants’ BigCommerce stores, and act on them.',
    categories: ['e-commerce', 'orders', 'carts', 'webhooks'],
    state: worst(apps),
    apps,
    triggers: 4,
  };
  const found = [card.name, ...card.categories].some((word) =>
    word.toLowerCase().includes(query.trim().toLowerCase()),
  );
  return found ? [card] : [];
}

function worst(apps: readonly real.AppSummary[]): real.AppState {
  if (apps.some((app) => app.state === 'needsAttention')) return 'needsAttention';
  return apps.length > 0 && apps.every((app) => app.state === 'ready') ? 'ready' : 'notSetUp';
}

function deletionOf(world: World, id: number): real.DeletionPreview {
  const stores = world.stores.filter((store) => store.appId === id);
  return {
    kind: world.app(id).account ? 'storeAccount' : 'oauth',
    name: world.app(id).name,
    stores: stores.map((store) => store.profile?.name ?? store.hash),
    hooks: stores.reduce((sum, store) => sum + store.hooksActive, 0),
    leftHooks: stores.flatMap(leftOf),
    events: stores.length * 620,
    secrets: stores.length + 2,
  };
}

/** A store whose token is dead keeps its hooks. */
/** The hooks a store leaves behind. */
export function leftOf(store: real.StoreView): real.LeftHooks[] {
  if (store.state !== 'revoked') return [];
  const why = 'the store’s token is no longer accepted';
  return [{ store: store.profile?.name ?? store.hash, hooks: 4, why }];
}

/** Those of installs. */
export function installCommands(world: World) {
  const installs = new Installs(world);
  return {
    begin_install: ({ id, way }) => installs.begin(world.app(id), way),
    cancel_install: ({ id }) => installs.cancel(id),
    install_link: ({ id }) =>
      `https://login.bigcommerce.com/app/${world.app(id).clientId ?? ''}/install`,
    watch_install: ({ id, onInstall }) =>
      world.hear(`install ${id}`, () => {
        const view = installs.view(id);
        if (view) onInstall.onmessage(view);
      }),
  } satisfies Commands;
}

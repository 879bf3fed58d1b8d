/** The commands of the fake backend, by the names the real one gives them. */
import { mockChart } from '../../../features/feed/mockChart';
import { mockShape } from '../../../features/feed/mockShape';
import type { Channel } from '@tauri-apps/api/core';
import type * as real from '../bindings';
import { appSummary, appView, newApp } from './apps';
import { Installs } from './install';
import { startCommands } from './rescue';
import { checkScope } from './scopes';
import { forwardCommands, sendingCommands } from './sendings';
import { addressDown, addressUp, noAddress, PRACTISING, RESTING } from './status';
import { failure } from './world';
import type { World } from './world';

type Snake<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Tail>}`
  : '';

/** The name of a command as it is called. */
export type Name = Snake<keyof typeof real.commands>;

/** What a command may be given; each takes what it needs. */
export interface Args {
  id: number;
  span: real.ChartSpan;
  appId: number;
  storeId: number;
  eventId: number;
  deliveryId: number;
  ids: number[];
  pinned: boolean;
  label: string;
  on: boolean;
  note: string;
  after: number;
  port: number;
  url: string;
  connector: string;
  mode: real.AppMode;
  name: string;
  typed: string;
  typedName: string;
  clientId: string;
  additional: string[];
  custom: string[];
  conditions: real.Condition[];
  query: string & real.FeedQuery;
  way: real.InstallWay;
  trigger: string;
  rule: real.RetentionRule;
  markedToo: boolean;
  kept: number;
  watch: number;
  enabled: boolean;
  text: string;
  page: real.Page;
  only: number | null;
  to: real.ReplayTo;
  edited: string | null;
  addressId: number;
  state: real.ForwardState;
  spec: real.ForwardAddressSpec;
  fault: real.FaultSpec;
  test: real.TriggerTest;
  onChange: Channel<real.ForwardAddressView[]>;
  onApp: Channel<real.AppView>;
  onBatch: Channel<real.FeedBatch>;
  onData: Channel<real.DataView>;
  onInstall: Channel<real.InstallView>;
  onStatus: Channel<real.StatusView>;
  wanted: real.ExportWanted;
  onProgress: Channel<real.Progress>;
}

/** Some of the commands. */
export type Commands = Partial<Record<Name, (args: Args) => unknown>>;

/** All commands. */
export function commandsOf(world: World): Record<Name, (args: Args) => unknown> {
  return {
    ...startCommands(world),
    ...statusCommands(world),
    ...addressCommands(world),
    ...appCommands(world),
    ...installCommands(world),
    ...storeCommands(world),
    ...triggerCommands(world),
    ...feedCommands(world),
    ...forwardCommands(world),
    ...sendingCommands(world),
    ...dataCommands(world),
    ...transferCommands(world),
  };
}

function statusCommands(world: World) {
  const practise = (practice: real.PracticeView) => {
    world.status = { ...world.status, practice };
    world.changed();
    return practice;
  };
  return {
    status: () => world.status,
    watch_status: ({ onStatus }) => world.hear('status', () => onStatus.onmessage(world.status)),
    unwatch: ({ watch }) => {
      world.transfers.leave(watch);
      world.leave(watch);
    },
    start_practice: () => practise(PRACTISING),
    stop_practice: () => practise(RESTING),
    retry_vault: () => world.status.vault,
    copy_text: ({ text }) => navigator.clipboard?.writeText(text).catch(() => undefined),
    open_page: ({ page }) => console.info('opens', page),
    quit_app: () => console.info('quits'),
  } satisfies Commands;
}

function addressCommands(world: World) {
  const set = (address: real.AddressView) => {
    world.status = { ...world.status, address };
    world.changed();
    return address;
  };
  return {
    clear_address: () => set(noAddress()),
    probe_address: () => set({ ...world.status.address, since: Date.now() }),
    set_address: ({ url }) => {
      if (!/^https:\/\/[^/]+\.[^/]+/.test(url))
        throw failure(
          'validation',
          'This is no HTTPS address.',
          'Begin it with https://.',
          'address',
        );
      return set(url.includes('down') ? addressDown(url) : addressUp(url));
    },
    set_listener_port: ({ port }) => {
      const listener = { ...world.status.listener, port, listening: true, problem: null };
      world.status = { ...world.status, listener };
      world.changed();
      return listener;
    },
  } satisfies Commands;
}

function appCommands(world: World) {
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
    name: world.app(id).name,
    stores: stores.map((store) => store.profile?.name ?? store.hash),
    hooks: stores.reduce((sum, store) => sum + store.hooksActive, 0),
    leftHooks: stores.flatMap(leftOf),
    events: stores.length * 620,
    secrets: stores.length + 2,
  };
}

/** A store whose token is dead keeps its hooks. */
function leftOf(store: real.StoreView): real.LeftHooks[] {
  if (store.state !== 'revoked') return [];
  const why = 'the store’s token is no longer accepted';
  return [{ store: store.profile?.name ?? store.hash, hooks: 4, why }];
}

function installCommands(world: World) {
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

function storeCommands(world: World) {
  const remove = (id: number): real.Removal => {
    const gone = world.stores.filter((store) => store.id === id);
    world.stores = world.stores.filter((store) => store.id !== id);
    return { leftHooks: gone.flatMap(leftOf) };
  };
  return {
    stores: ({ appId }) => world.stores.filter((store) => appId === null || store.appId === appId),
    check_store: ({ storeId }) => world.changeStore(storeId, { provedAt: Date.now() }),
    confirm_store: ({ storeId }) => world.changeStore(storeId, { state: 'connected' }),
    refuse_store: ({ storeId }) => remove(storeId),
    remove_store: ({ storeId }) => remove(storeId),
  } satisfies Commands;
}

function triggerCommands(world: World) {
  const change = (id: string, with_: (one: real.TriggerView) => real.TriggerView) =>
    (world.triggers = world.triggers.map((one) => (one.id === id ? with_(one) : one)));
  return {
    triggers: () => world.triggers,
    register_hooks: () => world.triggers,
    set_trigger: ({ trigger, enabled }) => change(trigger, (one) => ({ ...one, enabled })),
    prove_hook: ({ storeId, trigger }) => {
      const prove = (hook: real.HookView) =>
        hook.storeId === storeId ? { ...hook, provedAt: Date.now() } : hook;
      change(trigger, (one) => ({ ...one, hooks: one.hooks.map(prove) }));
      const of = world.triggers.find((one) => one.id === trigger);
      return of?.hooks.find((hook) => hook.storeId === storeId);
    },
  } satisfies Commands;
}

function transferCommands({ transfers }: World) {
  return {
    count_events: ({ query }) => transfers.count(query),
    export_events: ({ wanted, onProgress }) =>
      transfers.export(wanted, (progress) => onProgress.onmessage(progress)),
    show_export: () => console.info('shows the folder'),
    choose_import: ({ onProgress }) =>
      transfers.choose((progress) => onProgress.onmessage(progress)),
    import_events: ({ onProgress }) =>
      transfers.import((progress) => onProgress.onmessage(progress)),
  } satisfies Commands;
}

function feedCommands(world: World) {
  let leave: () => void = () => undefined;
  return {
    delivery_body: ({ deliveryId }) => world.feed.body(deliveryId),
    event: ({ id }) => world.feed.event(id),
    previous_event: ({ id }) => world.feed.previous(id),
    pin_events: ({ ids, pinned }) => world.feed.marks.pin(ids, pinned),
    label_events: ({ ids, label, on }) => world.feed.marks.label(ids, label, on),
    note_event: ({ id, note }) => world.feed.marks.note(id, note),
    labels: () => world.feed.marks.labels(),
    chart: ({ span }) => mockChart(span),
    feed_page: ({ query }) => world.feed.page(query),
    payload_shape: ({ eventId }) => mockShape(eventId),
    fetch_resource: ({ eventId }) => world.feed.looks.fetch(eventId),
    resource_looks: ({ eventId }) => world.feed.looks.kept(eventId),
    follow_feed: ({ conditions, onBatch }) => {
      leave();
      leave = world.feed.follow(conditions, (batch) => onBatch.onmessage(batch));
      return 0;
    },
    saved_filters: () => world.filters,
    save_filter: ({ name, conditions }) => world.keepFilter(name, conditions),
    delete_filter: ({ id }) => {
      world.filters = world.filters.filter((one) => one.id !== id);
    },
  } satisfies Commands;
}

function dataCommands(world: World) {
  const { data } = world;
  const look = async (file: string) =>
    (await data.long('lookAtBackup')) ? data.contents(file) : null;
  const { backups } = data.view;
  return {
    watch_data: ({ onData }) => world.hear('data', () => onData.onmessage(data.view)),
    retention_preview: ({ appId, rule }) => data.preview(appId, rule),
    set_retention: ({ appId, rule }) => data.keep(appId, rule),
    clearing_preview: ({ appId, markedToo }) => data.all(appId, markedToo),
    clear_events: ({ appId }) => data.clear(appId),
    back_up: () => data.long('backUp'),
    look_at_backup: () => look('patchbay-2026-11-01.db'),
    look_at_kept_backup: ({ name }) => look(name),
    forget_backup: () => undefined,
    restore_backup: (): real.Startup => ({ kind: 'ready' }),
    set_daily_backups: ({ kept }) => data.set({ backups: { ...backups, daily: kept } }),
    delete_backup: ({ name }) =>
      data.set({ backups: { ...backups, files: backups.files.filter((it) => it.name !== name) } }),
    check_ledger: async () => ((await data.long('check')) ? data.found() : null),
    remake_index: () => undefined,
    stop_task: () => data.stop(),
  } satisfies Commands;
}

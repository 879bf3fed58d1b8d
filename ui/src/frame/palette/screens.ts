/** Entries that only go somewhere: screens, apps, stores, settings. */
import Activity from '@lucide/svelte/icons/activity';
import Forward from '@lucide/svelte/icons/forward';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import Plug from '@lucide/svelte/icons/plug';
import Settings from '@lucide/svelte/icons/settings';
import Stethoscope from '@lucide/svelte/icons/stethoscope';
import Store from '@lucide/svelte/icons/store';
import Workflow from '@lucide/svelte/icons/workflow';
import Zap from '@lucide/svelte/icons/zap';
import type { AppSummary, ConnectorCard, StoreRow } from '$lib/ipc';
import { go } from '../router.svelte';
import { appHash } from '../routes';
import type { Hash } from '../routes';
import { entry } from './entry';
import type { Entry } from './entry';

/** The screens of the rail. */
export function screens(): Entry[] {
  const screen = (
    title: string,
    hash: Hash,
    icon: Entry['icon'],
    keys: string[],
    words: string[],
  ) => entry({ id: hash, kind: 'Screen', title, icon, keys, words, run: () => go(hash) });
  return [
    screen('Catalog', '#/catalog', LayoutGrid, ['G', 'C'], ['apps', 'connectors']),
    screen('Stores', '#/stores', Store, ['G', 'S'], ['merchants', 'hooks']),
    screen('Feed', '#/feed', Activity, ['G', 'F'], ['events', 'triggers', 'deliveries']),
    screen('Actions', '#/actions', Zap, ['G', 'A'], ['run', 'api', 'calls', 'history']),
    screen(
      'Orchestrations',
      '#/orchestrations',
      Workflow,
      ['G', 'O'],
      ['automate', 'flow', 'workflow', 'steps'],
    ),
    screen(
      'Forward addresses',
      '#/feed/forwards',
      Forward,
      [],
      ['forwarding', 'development server'],
    ),
    screen(
      'Diagnose',
      '#/diagnose',
      Stethoscope,
      ['G', 'D'],
      ['check', 'problem', 'error', 'health', 'report'],
    ),
    screen('Preferences', '#/preferences', Settings, ['G', 'P'], ['settings', 'options']),
  ];
}

/** The apps set up with the connectors. */
export function apps(cards: readonly ConnectorCard[]): Entry[] {
  return cards.flatMap((card) => card.apps.map((app) => appEntry(app, card)));
}

function appEntry(app: AppSummary, card: ConnectorCard): Entry {
  const hash = appHash(app.id);
  const practice = app.mode === 'practice' ? ', practice' : '';
  const account = app.kind === 'storeAccount' ? ', API account' : '';
  const about = `${card.name}${account}${practice}`;
  return entry({
    id: hash,
    kind: 'App',
    title: app.name,
    icon: Plug,
    about,
    words: [about, 'app', 'set-up', 'settings'],
    run: () => go(hash),
  });
}

/** The stores. */
export function stores(all: readonly StoreRow[]): Entry[] {
  return all.map((store) => {
    const hash: Hash = `#/stores/${store.id}`;
    return entry({
      id: hash,
      kind: 'Store',
      title: store.name ?? store.hash,
      icon: Store,
      about: store.name ? store.hash : store.appName,
      words: [store.hash, store.domain ?? '', store.appName, 'store'],
      run: () => go(hash),
    });
  });
}

/** The settings of the Preferences. */
export function settings(): Entry[] {
  const setting = (id: string, title: string, words: string[]) =>
    entry({
      id: `setting ${id}`,
      kind: 'Setting',
      title,
      icon: Settings,
      words,
      run: () => go(`#/preferences/${id}`),
    });
  return [
    setting('appearance', 'Appearance', ['theme', 'dark', 'light', 'high contrast']),
    setting('address', 'Public address', ['tunnel', 'ssh', 'ngrok', 'cloudflared', 'proxy']),
    setting('listener', 'Listener port', ['loopback']),
    setting('practice', 'Practice BigCommerce', ['stand-in']),
    setting('closing', 'Closing the window', ['tray', 'quit', 'background']),
    setting('setups', 'Set-up as a file', ['export', 'import', 'move', 'share']),
    setting('data', 'Disk use', ['space', 'size', 'ledger', 'full']),
    setting('retention', 'Events kept', ['retention', 'delete', 'limit', 'age', 'old']),
    setting('backups', 'Backups', ['back up', 'restore', 'export', 'daily']),
    setting('health', 'Check the ledger', ['integrity', 'damaged', 'search index', 'rebuild']),
    setting('keychain', 'Keychain', ['vault', 'secrets']),
  ];
}

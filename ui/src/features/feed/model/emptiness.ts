/** Why the feed is empty, so that it can say what to do about it. */
import type { AppSummary, ConnectorCard, StatusView, StoreView } from '$lib/ipc';
import { type FeedFilter, isEmpty } from './filter';

/** Why there is nothing to show. */
export type Emptiness =
  /** The filter lets nothing through. */
  | { readonly kind: 'filtered' }
  /** No app is set up. */
  | { readonly kind: 'noApp' }
  /** An app is there, no store has it. */
  | { readonly kind: 'noStore'; readonly appId: number }
  /** Something on this machine keeps triggers out. */
  | { readonly kind: 'cutOff'; readonly by: 'listener' | 'practice' | 'address' }
  /** All is ready; nothing happened yet. */
  | { readonly kind: 'quiet'; readonly practice: boolean };

/** What decides it. */
export interface Circumstances {
  readonly filter: FeedFilter;
  readonly catalog: readonly ConnectorCard[];
  readonly stores: readonly StoreView[];
  readonly status: StatusView | null;
}

/** Why the feed is empty. */
export function emptiness({ filter, catalog, stores, status }: Circumstances): Emptiness {
  if (!isEmpty(filter)) return { kind: 'filtered' };
  const apps = catalog.flatMap((card) => card.apps);
  const [first] = apps;
  if (!first) return { kind: 'noApp' };
  const connected = stores.filter((store) => store.state === 'connected');
  if (connected.length === 0) return { kind: 'noStore', appId: first.id };
  const installed = apps.filter((app) => connected.some((store) => store.appId === app.id));
  return status ? reach(installed, status) : { kind: 'quiet', practice: false };
}

/** Whether anything can arrive for the apps that are installed. */
function reach(installed: readonly AppSummary[], status: StatusView): Emptiness {
  if (!status.listener.listening) return { kind: 'cutOff', by: 'listener' };
  const practice = installed.some((app) => app.mode === 'practice');
  if (practice && status.practice.state === 'running') return { kind: 'quiet', practice };
  if (status.address.state === 'up') return { kind: 'quiet', practice: false };
  const real = installed.some((app) => app.mode === 'live');
  return { kind: 'cutOff', by: real ? 'address' : 'practice' };
}

/** Why the feed is empty, so that it can say what to do about it. */
import type { AppSummary, Condition, ConnectorCard, StatusView, StoreView } from '$lib/ipc';
import { type FeedFilter, isEmpty } from './filter';

/** Why there is nothing to show. */
export type Emptiness =
  /** The filter lets nothing through; `by` is its condition when it has but one. */
  | { readonly kind: 'filtered'; readonly by: Condition | null }
  /** The user stopped the search before anything was found. */
  | { readonly kind: 'stopped' }
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
  /** Whether the search was stopped before its end. */
  readonly stopped?: boolean;
  readonly catalog: readonly ConnectorCard[];
  readonly stores: readonly StoreView[];
  readonly status: StatusView | null;
}

/** Why the feed is empty. */
export function emptiness(circumstances: Circumstances): Emptiness {
  const { filter, stopped, catalog, stores, status } = circumstances;
  if (stopped) return { kind: 'stopped' };
  if (!isEmpty(filter)) return { kind: 'filtered', by: only(filter) };
  const apps = catalog.flatMap((card) => card.apps);
  const [first] = apps;
  if (!first) return { kind: 'noApp' };
  const connected = stores.filter((store) => store.state === 'connected');
  if (connected.length === 0) return { kind: 'noStore', appId: first.id };
  const installed = apps.filter((app) => connected.some((store) => store.appId === app.id));
  return status ? reach(installed, status) : { kind: 'quiet', practice: false };
}

function only(filter: FeedFilter): Condition | null {
  return filter.length === 1 ? (filter[0] ?? null) : null;
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

/** Stores to try things out on, for tests. */
import type { AppMode, ConnectorCard, StoreView, TriggerView } from '$lib/ipc';
import { hook, storeView, trigger } from '../app/testing';
import type { TargetsPort } from './targets.svelte';

interface Given {
  readonly mode?: AppMode;
  readonly stores?: StoreView[];
  readonly triggers?: TriggerView[];
}

/** One app, with one store and two triggers unless others are given. */
export function portOf({ mode = 'practice', stores, triggers }: Given = {}): TargetsPort {
  const apps = [{ id: 7, name: 'Practice', mode, state: 'ready', stores: 1, next: null }];
  const card = { id: 'bigcommerce', name: 'BigCommerce', apps } as unknown as ConnectorCard;
  return {
    catalog: () => Promise.resolve([card]),
    stores: () => Promise.resolve(stores ?? [storeView()]),
    triggers: () => Promise.resolve(triggers ?? twoTriggers()),
  };
}

function twoTriggers(): TriggerView[] {
  return [trigger('order_created', [hook()]), trigger('order_updated', [hook()])];
}

/** Stores and triggers in the fake backend. */
import type { Channel } from '@tauri-apps/api/core';
import type * as real from '../bindings';
import { mockHealth, mockRows } from '../../../features/stores/mock';
import { leftOf } from './appCommands';
import type { Commands } from './args';
import { storeScopes } from './scopeTable';
import { failure, type World } from './world';

/** Those of stores. */
export function storeCommands(world: World) {
  const remove = (id: number): real.Removal => {
    const gone = world.stores.filter((store) => store.id === id);
    world.stores = world.stores.filter((store) => store.id !== id);
    return { leftHooks: gone.flatMap(leftOf) };
  };
  return {
    stores: ({ appId }) => world.stores.filter((store) => appId === null || store.appId === appId),
    store: ({ storeId }) => world.store(storeId),
    store_rows: () => mockRows(world.stores),
    store_health: ({ storeId }) => mockHealth(world.store(storeId)),
    set_hook_emails: ({ storeId, emails }) => ({ ...mockHealth(world.store(storeId)), emails }),
    sweep_stores: ({ storeIds, work, onSweep }) => swept(world, storeIds, work, onSweep),
    store_scopes: ({ storeId }) => {
      const store = world.stores.find((one) => one.id === storeId);
      if (!store) throw failure('notFound', 'The store is not there.', 'Go back to the list.');
      return storeScopes(store);
    },
    check_store: ({ storeId }) => world.changeStore(storeId, { provedAt: Date.now() }),
    confirm_store: ({ storeId }) => world.changeStore(storeId, { state: 'connected' }),
    refuse_store: ({ storeId }) => remove(storeId),
    remove_store: ({ storeId }) => remove(storeId),
  } satisfies Commands;
}

/** How long a store takes, in milliseconds. */
const TAKES = 40;

async function swept(
  world: World,
  ids: readonly number[],
  work: real.SweepWork,
  tell: Channel<real.SweepProgress>,
): Promise<real.SweepReport> {
  const outcomes: real.StoreOutcome[] = [];
  let cancelled = false;
  const watch = world.cancellable(() => (cancelled = true));
  const total = ids.length;
  tell.onmessage({ watch, done: 0, total, latest: null });
  for (const id of ids) {
    await new Promise((resolve) => setTimeout(resolve, TAKES));
    if (cancelled) break;
    const latest = outcomeOf(world.store(id), work);
    outcomes.push(latest);
    tell.onmessage({ watch, done: outcomes.length, total, latest });
  }
  return { outcomes, left: total - outcomes.length };
}

function outcomeOf(store: real.StoreView, work: real.SweepWork): real.StoreOutcome {
  const name = store.profile?.name ?? store.hash;
  const of = (kind: real.OutcomeKind, words: string) => ({ storeId: store.id, name, kind, words });
  if (store.state !== 'connected') return of('passedOver', 'It is not connected.');
  if (store.id % 23 === 0) return of('failed', 'BigCommerce did not answer in time');
  const short = store.hooksActive < store.hooksWanted && work === 'check';
  return short
    ? of('mended', '2 hooks were off, active again now.')
    : of('well', '4 hooks active.');
}

/** Those of triggers. */
export function triggerCommands(world: World) {
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

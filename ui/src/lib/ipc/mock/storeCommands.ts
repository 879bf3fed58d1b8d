/** Stores and triggers in the fake backend. */
import type * as real from '../bindings';
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

/** The hooks of one store, taken out of the triggers of its app. */
import type { HookView, TriggerView } from '$lib/ipc';

/** A trigger with its hook on the store. */
export interface StoreHook {
  readonly trigger: TriggerView;
  readonly hook: HookView | null;
}

/** The triggers the user wants, each with the hook of the store. */
export function hooksOf(triggers: readonly TriggerView[], storeId: number): StoreHook[] {
  return triggers
    .filter((trigger) => trigger.enabled)
    .map((trigger) => ({
      trigger,
      hook: trigger.hooks.find((hook) => hook.storeId === storeId) ?? null,
    }));
}

/** The triggers with a newer state of one hook. */
export function withHook(
  triggers: readonly TriggerView[],
  id: string,
  hook: HookView,
): TriggerView[] {
  return triggers.map((trigger) => {
    if (trigger.id !== id) return trigger;
    const hooks = trigger.hooks.map((one) => (one.storeId === hook.storeId ? hook : one));
    return { ...trigger, hooks };
  });
}

/** Whether some wanted hook is not there or not working. */
export function needsRegistering(hooks: readonly StoreHook[]): boolean {
  return hooks.some(({ hook }) => hook === null || hook.state !== 'active');
}

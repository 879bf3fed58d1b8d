/** The triggers of an app with their hooks, and the first one that arrived. */
import { asIpcError, ipc } from '$lib/ipc';
import type { Condition, FeedPage, FeedRow, HookView, IpcError, TriggerView } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';

/** The triggers with one hook replaced. */
export function withHook(
  triggers: readonly TriggerView[],
  trigger: string,
  hook: HookView,
): TriggerView[] {
  return triggers.map((one) =>
    one.id === trigger
      ? { ...one, hooks: one.hooks.map((old) => (old.storeId === hook.storeId ? hook : old)) }
      : one,
  );
}

/** Whether some hook that should be active is not. */
export function needsMending(triggers: readonly TriggerView[]): boolean {
  return triggers.some(
    (trigger) => trigger.enabled && trigger.hooks.some((hook) => hook.state !== 'active'),
  );
}

/** The latest event of an app that BigCommerce itself sent. One call may look through a part only. */
async function latestOf(app: number): Promise<FeedRow | null> {
  const conditions: Condition[] = [
    { not: false, term: { field: 'app', value: app } },
    { not: false, term: { field: 'is', value: 'live' } },
  ];
  let before: number | null = null;
  do {
    const page: FeedPage = await ipc.feedPage({ conditions, before, limit: 20 });
    const found = page.rows.find((row) => row.origin === 'live');
    if (found) return found;
    before = page.next;
  } while (before !== null);
  return null;
}

/** The triggers of one app. */
export class Triggering {
  triggers = $state.raw<readonly TriggerView[] | null>(null);
  /** The latest event of the app that BigCommerce itself sent. */
  latest = $state.raw<FeedRow | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly act = new Act();
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  /** Reads triggers and the latest event. */
  async load(): Promise<void> {
    try {
      const [triggers, latest] = await Promise.all([ipc.triggers(this.id), latestOf(this.id)]);
      this.triggers = triggers;
      this.latest = latest;
      this.error = null;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }

  /** Wants a trigger, or not. */
  async want(trigger: string, enabled: boolean): Promise<void> {
    await this.#take(`want ${trigger}`, () => ipc.setTrigger(this.id, trigger, enabled));
  }

  /** Creates the hooks that are missing and mends those that are off. */
  async register(): Promise<void> {
    await this.#take('register', () => ipc.registerHooks(this.id));
  }

  /** Sends a signed test through a hook. */
  async prove(trigger: string, storeId: number): Promise<void> {
    const done = await this.act.run(proving(trigger, storeId), () =>
      ipc.proveHook(storeId, trigger),
    );
    if (done && this.triggers) this.triggers = withHook(this.triggers, trigger, done.value);
  }

  async #take(name: string, work: () => Promise<TriggerView[]>): Promise<void> {
    const done = await this.act.run(name, work);
    if (done) this.triggers = done.value;
  }
}

/** What runs while a hook is proved. */
export function proving(trigger: string, storeId: number): string {
  return `prove ${trigger} ${storeId}`;
}

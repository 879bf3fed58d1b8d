/** What can be tried out: the connected stores, and the triggers with a hook on each. */
import { asIpcError } from '$lib/ipc';
import type {
  AppMode,
  AppSummary,
  ConnectorCard,
  IpcError,
  StoreView,
  TriggerView,
} from '$lib/ipc';
import { sortStores, storeName } from '../stores/search';

/** What is asked of the backend. */
export interface TargetsPort {
  catalog(query: string): Promise<ConnectorCard[]>;
  stores(appId: number | null): Promise<StoreView[]>;
  triggers(appId: number): Promise<TriggerView[]>;
}

/** Something with an id that the user knows by a name. */
export interface Named<Id> {
  readonly id: Id;
  readonly name: string;
}

/** A connected store. */
export interface Target extends Named<number> {
  readonly mode: AppMode;
  /** The triggers it has a hook for. */
  readonly triggers: readonly Named<string>[];
}

/** How far the reading is. */
export type TargetsPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly list: readonly Target[] }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** The connected stores. */
export class Targets {
  phase = $state.raw<TargetsPhase>({ kind: 'loading' });
  readonly #port: TargetsPort;

  constructor(port: TargetsPort) {
    this.#port = port;
  }

  /** Them, none while they are not read. */
  readonly list = $derived(this.phase.kind === 'ready' ? this.phase.list : []);

  /** Reads them. What was read before stays until then. */
  async load(): Promise<void> {
    if (this.phase.kind === 'failed') this.phase = { kind: 'loading' };
    try {
      this.phase = { kind: 'ready', list: await this.#read() };
    } catch (thrown) {
      this.phase = { kind: 'failed', error: asIpcError(thrown) };
    }
  }

  async #read(): Promise<Target[]> {
    const [cards, all] = await Promise.all([this.#port.catalog(''), this.#port.stores(null)]);
    const stores = sortStores(all.filter(({ state }) => state === 'connected'));
    const apps = appsOf(cards).filter(({ id }) => stores.some(({ appId }) => appId === id));
    const triggers = await Promise.all(apps.map(({ id }) => this.#port.triggers(id)));
    return stores.map((store) => {
      const at = apps.findIndex(({ id }) => id === store.appId);
      return {
        id: store.id,
        name: storeName(store),
        mode: apps[at]?.mode ?? 'live',
        triggers: hooked(triggers[at] ?? [], store.id),
      };
    });
  }
}

function appsOf(cards: readonly ConnectorCard[]): AppSummary[] {
  return cards.flatMap((card) => card.apps);
}

function hooked(triggers: readonly TriggerView[], store: number): Named<string>[] {
  return triggers
    .filter(({ hooks }) => hooks.some((one) => one.storeId === store && one.state !== 'missing'))
    .map(({ id, name }) => ({ id, name }));
}

/** Every trigger that some store has a hook for, once. */
export function allTriggers(targets: readonly Target[]): Named<string>[] {
  const all = targets.flatMap(({ triggers }) => triggers);
  return all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at);
}

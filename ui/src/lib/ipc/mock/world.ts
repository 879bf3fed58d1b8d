/** Everything the fake backend remembers. */
import { MockActions } from '../../../features/actions/mock';
import { MockFeed } from '../../../features/feed/mock';
import { MockForwards } from '../../../features/forwards/mock';
import { MockOrchestrations } from '../../../features/orchestrations/mock';
import { paletteOf } from '../../../features/orchestrations/mock/palette';
import { MockRuns } from '../../../features/runs/mock';
import { MockData } from '../../../features/preferences/mock';
import { MockTransfers } from '../../../features/feed/mockTransfers';
import { manyStores, mockStores, mockTriggers } from '../../../features/stores/mock';
import type {
  Condition,
  IpcError,
  OrchestrationStore,
  SavedFilter,
  StatusView,
  StoreView,
  TriggerView,
} from '../bindings';
import { newApp, readyApp } from './apps';
import type { App } from './apps';
import { feedScenarioOf, scenarioOf } from './scenario';
import type { Scenario } from './scenario';
import { statusOf } from './status';

/** What it remembers, and who wants to hear of a change. */
export class World {
  readonly scenario: Scenario;
  readonly actions: MockActions;
  readonly feed: MockFeed;
  readonly forwards: MockForwards;
  readonly data: MockData;
  readonly runs: MockRuns;
  readonly orchestrations: MockOrchestrations;
  readonly transfers: MockTransfers;
  status: StatusView;
  apps: App[];
  stores: StoreView[];
  triggers: TriggerView[];
  filters: SavedFilter[] = [];
  readonly #heard = new Map<string, { watch: number; tell: () => void }>();
  readonly #cancels = new Map<number, () => void>();
  #watches = 0;

  constructor(name: string) {
    this.scenario = scenarioOf(name);
    this.runs = new MockRuns(this.scenario === 'full', () => this.changed());
    this.actions = new MockActions(this.scenario === 'full');
    this.forwards = new MockForwards(this.scenario === 'full', () => this.changed());
    this.orchestrations = new MockOrchestrations(this.scenario === 'full', name === 'many', {
      palette: () => paletteOf(this.forwards),
      store: (id) => this.#storeOf(id),
      tell: () => this.changed(),
    });
    this.feed = new MockFeed(feedScenarioOf(name), this.forwards);
    this.transfers = new MockTransfers(this.feed);
    this.status = statusOf(this.scenario);
    const peopled = this.scenario === 'full' || this.scenario === 'trouble';
    this.apps = appsOf(this.scenario);
    this.data = new MockData(this.scenario, this.apps, () => this.changed());
    this.stores = peopled ? (name === 'many' ? manyStores(500) : mockStores()) : [];
    this.triggers = mockTriggers().map((one) => (peopled ? one : { ...one, hooks: [] }));
  }

  /** An app, or the failure of there being none. */
  app(id: number): App {
    const app = this.apps.find((one) => one.id === id);
    if (!app) throw failure('notFound', 'This app is not there any more.', 'Open the catalog.');
    return app;
  }

  /** A store, or the failure of there being none. */
  store(id: number): StoreView {
    const store = this.stores.find((one) => one.id === id);
    if (!store) throw failure('notFound', 'This store is not there any more.', 'See all stores.');
    return store;
  }

  #storeOf(id: number): OrchestrationStore {
    const store = this.stores.find((one) => one.id === id);
    const name = store?.profile?.name ?? store?.hash ?? 'A store that is gone';
    return { id, name, connected: store?.state === 'connected' };
  }

  /** Changes a store. */
  changeStore(id: number, change: Partial<StoreView>): StoreView {
    const changed = { ...this.store(id), ...change };
    this.stores = this.stores.map((one) => (one.id === id ? changed : one));
    return changed;
  }

  /** Keeps a filter, in the place of one of the same name. */
  keepFilter(name: string, conditions: Condition[]): SavedFilter {
    const known = this.filters.find((one) => one.name === name);
    const id = known?.id ?? Math.max(0, ...this.filters.map((one) => one.id)) + 1;
    const kept = { id, name, conditions };
    this.filters = [...this.filters.filter((one) => one !== known), kept].sort((one, other) =>
      one.name.localeCompare(other.name),
    );
    return kept;
  }

  /**
   * Calls at once and at each change, until something else is heard by the same name or it is let go
   * of by the number it is given.
   */
  hear(name: string, tell: () => void): number {
    const watch = ++this.#watches;
    this.#heard.set(name, { watch, tell });
    tell();
    return watch;
  }

  /** What can be cancelled: by the number it is given, once. */
  cancellable(cancel: () => void): number {
    const watch = ++this.#watches;
    this.#cancels.set(watch, cancel);
    return watch;
  }

  /** Calls no more, and cancels what was begun by that number. */
  leave(watch: number): void {
    this.#cancels.get(watch)?.();
    this.#cancels.delete(watch);
    for (const [name, heard] of this.#heard) if (heard.watch === watch) this.#heard.delete(name);
  }

  /** Tells all who listen. */
  changed(): void {
    for (const { tell } of this.#heard.values()) tell();
  }
}

function appsOf(scenario: Scenario): App[] {
  if (scenario === 'empty' || scenario === 'failed') return [];
  if (scenario === 'setup')
    return [newApp(1, 'BigCommerce', 'live'), newApp(2, 'Practice', 'practice')];
  return [readyApp(1, 'Orders sync', 'live', 5), readyApp(2, 'Practice', 'practice', 1)];
}

/** A failure as the backend tells it. */
export function failure(
  code: IpcError['code'],
  message: string,
  hint: string,
  field: IpcError['field'] = null,
): IpcError {
  return { code, message, hint, field };
}

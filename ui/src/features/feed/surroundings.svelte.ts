/** What the feed needs to know besides events: the names to filter by, and why it may be empty. */
import type { ConnectorCard, StoreView, TriggerView } from '$lib/ipc';
import { type Choices, choicesOf } from './language/choices';

/** What is asked of the backend. */
export interface SurroundingsPort {
  catalog(): Promise<ConnectorCard[]>;
  stores(): Promise<StoreView[]>;
  triggers(appId: number): Promise<TriggerView[]>;
}

/** Where the labels in use are kept. */
export interface KnownLabels {
  readonly known: readonly string[];
  loadLabels(): Promise<void>;
}

/** Apps, stores and triggers, as last read. */
export class Surroundings {
  /** Whether they were read once. */
  known = $state(false);
  catalog = $state.raw<readonly ConnectorCard[]>([]);
  stores = $state.raw<readonly StoreView[]>([]);
  triggers = $state.raw<readonly TriggerView[]>([]);
  #port: SurroundingsPort;
  #labels: KnownLabels;

  constructor(port: SurroundingsPort, labels: KnownLabels) {
    this.#port = port;
    this.#labels = labels;
  }

  readonly choices: Choices = $derived.by(() =>
    choicesOf(this.catalog, this.stores, this.triggers, this.#labels.known),
  );

  /** Reads them. What cannot be read is left as it was: the feed itself says when the ledger fails. */
  async load(): Promise<void> {
    const [catalog, stores] = await Promise.allSettled([
      this.#port.catalog(),
      this.#port.stores(),
      this.#labels.loadLabels(),
    ]);
    if (catalog.status === 'fulfilled') this.catalog = catalog.value;
    if (stores.status === 'fulfilled') this.stores = stores.value;
    this.triggers = await this.#triggers();
    this.known = true;
  }

  async #triggers(): Promise<TriggerView[]> {
    const apps = this.catalog.flatMap((card) => card.apps);
    const answers = await Promise.allSettled(apps.map((app) => this.#port.triggers(app.id)));
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  }
}

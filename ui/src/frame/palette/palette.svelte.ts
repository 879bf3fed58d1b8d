/** What the palette shows: everything it reaches, as of when it was opened, and where the keyboard is. */
import { asIpcError } from '$lib/ipc';
import type { ActionRow, ConnectorCard, SavedFilter, StatusView, StoreRow } from '$lib/ipc';
import { announce } from '$lib/state/announce.svelte';
import { actions, callbackUrls } from './actions';
import type { Entry, PalettePort } from './entry';
import { filters } from './filters';
import { find } from './match';
import { transfers } from './transfers';
import { recentIds, remember } from './recent';
import { orchestrated } from './orchestrated';
import { runs } from './runs';
import { apps, screens, settings, stores } from './screens';

/** An open palette. */
export class PaletteModel {
  typed = $state('');
  #at = $state(0);
  #cards = $state.raw<readonly ConnectorCard[]>([]);
  #stores = $state.raw<readonly StoreRow[]>([]);
  #actions = $state.raw<readonly ActionRow[]>([]);
  #filters = $state.raw<readonly SavedFilter[]>([]);
  readonly #port: PalettePort;
  readonly #status: () => StatusView | null;
  readonly #recent = recentIds();

  constructor(port: PalettePort, status: () => StatusView | null) {
    this.#port = port;
    this.#status = status;
  }

  /** Everything there is, what was chosen last first. */
  readonly entries = $derived.by(() => this.#recentFirst(this.#all()));

  /** What is found of it. */
  readonly found = $derived(find(this.entries, this.typed));

  /** Where the keyboard is; −1 when nothing is found. */
  readonly at = $derived(Math.min(this.#at, this.found.length - 1));

  /** How many of the first ones were chosen last; none once something is typed. */
  readonly recent = $derived(
    this.typed.trim() === '' ? this.found.filter(({ id }) => this.#recent.includes(id)).length : 0,
  );

  /** Asks for the apps, stores, saved filters and actions. What cannot be had is left out: the screens are still reached. */
  async load(): Promise<void> {
    const [cards, all, saved, does] = await Promise.allSettled([
      this.#port.catalog(''),
      this.#port.storeRows(),
      this.#port.savedFilters(),
      this.#port.actions(),
    ]);
    if (cards.status === 'fulfilled') this.#cards = cards.value;
    if (all.status === 'fulfilled') this.#stores = all.value;
    if (saved.status === 'fulfilled') this.#filters = saved.value;
    if (does.status === 'fulfilled') this.#actions = does.value;
  }

  /** Types anew: the best found is the keyboard's. */
  type(typed: string): void {
    this.typed = typed;
    this.#at = 0;
  }

  /** Moves the keyboard, round the ends. */
  move(by: number): void {
    const { length } = this.found;
    if (length > 0) this.#at = (this.at + by + length) % length;
  }

  /** Puts the keyboard on an entry. */
  point(at: number): void {
    this.#at = at;
  }

  /** Does what an entry is for, and says so when it cannot. */
  async run(entry: Entry): Promise<void> {
    remember(entry.id);
    try {
      await entry.run();
    } catch (thrown) {
      const { message, hint } = asIpcError(thrown);
      announce(`${message} ${hint}`, 'bad');
    }
  }

  #all(): Entry[] {
    const summaries = this.#cards.flatMap((card) => card.apps);
    return [
      ...screens(),
      ...apps(this.#cards),
      ...stores(this.#stores),
      ...orchestrated(),
      ...runs(this.#actions),
      ...filters(this.#filters),
      ...transfers(),
      ...actions(this.#port, this.#status()),
      ...callbackUrls(this.#port, summaries),
      ...settings(),
    ];
  }

  #recentFirst(all: readonly Entry[]): Entry[] {
    const recent = this.#recent
      .map((id) => all.find((entry) => entry.id === id))
      .filter((entry) => entry !== undefined);
    return [...recent, ...all.filter((entry) => !recent.includes(entry))];
  }
}

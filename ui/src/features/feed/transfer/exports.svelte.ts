/** Exporting events: what is asked before, how far it is, and how it ended. */
import { asIpcError } from '$lib/ipc';
import type {
  EventCount,
  ExportFormat,
  ExportView,
  ExportWanted,
  FeedQuery,
  IpcError,
  Progress,
} from '$lib/ipc';
import { announce } from '$lib/state/announce.svelte';
import type { FeedFilter } from '../model/filter';
import { exportedWords } from './words';

/** The part of the backend that exports. */
export interface ExportPort {
  exportEvents(wanted: ExportWanted, take: (progress: Progress) => void): Promise<ExportView>;
  countEvents(query: FeedQuery): Promise<EventCount>;
  showExport(number: number): Promise<unknown>;
  cancel(watch: number): void;
}

/** Which events: those chosen, or those the filter shows. */
export type Scope = 'chosen' | 'filter';

/** What is asked before an export. */
export interface Asked {
  readonly ids: readonly number[];
  readonly filter: FeedFilter;
}

/** An export that is whole. */
export type Done = Extract<ExportView, { kind: 'done' }>;

const FORMAT = 'patchbay.export.format';
const FORMATS: readonly ExportFormat[] = ['json', 'ndjson', 'csv', 'har'];

/** How many events the filter shows: so many, or at least so many while they are counted. */
export interface Counted {
  readonly events: number;
  readonly whole: boolean;
}

/** The export of now. */
export class Exports {
  /** What the dialog asks about, while it is open. */
  asked = $state.raw<Asked | null>(null);
  scope = $state<Scope>('filter');
  format = $state<ExportFormat>(kept());
  counted = $state.raw<Counted>({ events: 0, whole: false });
  /** Whether the system's dialog is open. */
  choosing = $state(false);
  progress = $state.raw<Progress | null>(null);
  done = $state.raw<Done | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly #port: ExportPort;

  constructor(port: ExportPort) {
    this.#port = port;
  }

  /** How many events the export would have. */
  readonly events = $derived(
    this.scope === 'chosen' ? (this.asked?.ids.length ?? 0) : this.counted.events,
  );

  /** Opens the dialog: for the events chosen, or when there are none, for what the filter shows. */
  ask(ids: readonly number[], filter: FeedFilter): void {
    if (this.choosing || this.progress) return announce('An export is under way already', 'info');
    this.asked = { ids, filter };
    this.scope = ids.length > 0 ? 'chosen' : 'filter';
    this.error = null;
    void this.#count(this.asked);
  }

  /** Closes the dialog. */
  close(): void {
    this.asked = null;
  }

  /** Forgets how the last one ended. */
  dismiss(): void {
    this.done = null;
    this.error = null;
  }

  /** Asks for a file and exports to it. The dialog stays until the file is chosen. */
  async start(): Promise<void> {
    if (!this.asked || this.choosing) return;
    localStorage.setItem(FORMAT, this.format);
    this.choosing = true;
    this.dismiss();
    const wanted = { what: this.#what(this.asked), format: this.format };
    try {
      this.#ended(await this.#port.exportEvents(wanted, (progress) => this.#take(progress)));
    } catch (thrown) {
      this.error = asIpcError(thrown);
    } finally {
      this.choosing = false;
      this.progress = null;
    }
  }

  /** Cancels what is under way. */
  cancel(): void {
    if (this.progress) this.#port.cancel(this.progress.watch);
  }

  /** Shows the folder of the last one. */
  async show(): Promise<void> {
    if (!this.done) return;
    try {
      await this.#port.showExport(this.done.number);
    } catch (thrown) {
      announce(asIpcError(thrown).message, 'bad');
    }
  }

  #what({ ids, filter }: Asked): ExportWanted['what'] {
    if (this.scope === 'chosen') return { kind: 'chosen', ids: [...ids] };
    return { kind: 'filtered', conditions: [...filter] };
  }

  #take(progress: Progress): void {
    this.choosing = false;
    this.asked = null;
    this.progress = progress;
  }

  #ended(view: ExportView): void {
    if (view.kind === 'nowhere') return;
    this.asked = null;
    if (view.kind === 'cancelled') return announce('The export was cancelled. There is no file.');
    this.done = view;
    announce(exportedWords(view), 'good', false);
  }

  async #count(asked: Asked): Promise<void> {
    this.counted = { events: 0, whole: false };
    let before: number | null = null;
    try {
      do {
        const query: FeedQuery = { conditions: [...asked.filter], before, limit: 0 };
        const found: EventCount = await this.#port.countEvents(query);
        if (this.asked !== asked) return;
        before = found.next;
        this.counted = {
          events: this.counted.events + found.events,
          whole: before === null,
        };
      } while (before !== null);
    } catch (thrown) {
      if (this.asked === asked) this.error = asIpcError(thrown);
    }
  }
}

function kept(): ExportFormat {
  return FORMATS.find((format) => format === localStorage.getItem(FORMAT)) ?? 'ndjson';
}

/** Something done with several stores: how far it is, and what came of each. */
import { asIpcError } from '$lib/ipc';
import type {
  IpcError,
  OutcomeKind,
  StoreOutcome,
  SweepProgress,
  SweepReport,
  SweepWork,
} from '$lib/ipc';

/** What it needs of the backend. */
export interface SweepPort {
  sweepStores(
    ids: number[],
    work: SweepWork,
    take: (progress: SweepProgress) => void,
  ): Promise<SweepReport>;
  cancel(watch: number): void;
}

/** The sweep of now, or the last one until it is dismissed. */
export class Sweep {
  work = $state<SweepWork>('check');
  running = $state(false);
  cancelling = $state(false);
  progress = $state.raw<SweepProgress | null>(null);
  outcomes = $state.raw<readonly StoreOutcome[]>([]);
  /** How it ended, once it has. */
  report = $state.raw<SweepReport | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly #port: SweepPort;

  constructor(port: SweepPort) {
    this.#port = port;
  }

  /** Whether there is anything to show. */
  readonly shown = $derived(this.running || this.report !== null || this.error !== null);

  /** How far it is, of 100. */
  readonly percent = $derived(
    this.progress && this.progress.total > 0
      ? (100 * this.progress.done) / this.progress.total
      : null,
  );

  /** Begins, unless one is under way. Resolves once it has ended, to whether it ran. */
  async start(ids: readonly number[], work: SweepWork): Promise<boolean> {
    if (this.running || ids.length === 0) return false;
    this.dismiss();
    this.work = work;
    this.running = true;
    try {
      this.report = await this.#port.sweepStores([...ids], work, (progress) =>
        this.#take(progress),
      );
      this.outcomes = this.report.outcomes;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    } finally {
      this.running = false;
      this.cancelling = false;
    }
    return true;
  }

  /** Cancels what is under way. What was done stays done. */
  cancel(): void {
    if (!this.progress || this.cancelling) return;
    this.cancelling = true;
    this.#port.cancel(this.progress.watch);
  }

  /** Forgets how the last one ended. */
  dismiss(): void {
    this.progress = null;
    this.outcomes = [];
    this.report = null;
    this.error = null;
  }

  #take(progress: SweepProgress): void {
    this.progress = progress;
    if (progress.latest) this.outcomes = [...this.outcomes, progress.latest];
  }
}

const WORDS: Record<OutcomeKind, (count: number) => string> = {
  well: (count) => `${count} well`,
  mended: (count) => `${count} mended`,
  lacking: (count) => `${count} with hooks off`,
  failed: (count) => `${count} failed`,
  passedOver: (count) => `${count} passed over`,
};

/** What came of it in a line: "487 well, 3 mended, 10 failed". */
export function summary(outcomes: readonly StoreOutcome[]): string {
  const kinds = Object.keys(WORDS) as OutcomeKind[];
  const counted = kinds.map((kind) => {
    const count = outcomes.filter((outcome) => outcome.kind === kind).length;
    return count > 0 ? WORDS[kind](count) : '';
  });
  return counted.filter(Boolean).join(', ') || 'Nothing was done';
}

/** What somebody should look at, the worst first; mended ones after. */
export function telling(outcomes: readonly StoreOutcome[]): StoreOutcome[] {
  const order: OutcomeKind[] = ['failed', 'lacking', 'passedOver', 'mended'];
  return order.flatMap((kind) => outcomes.filter((outcome) => outcome.kind === kind));
}

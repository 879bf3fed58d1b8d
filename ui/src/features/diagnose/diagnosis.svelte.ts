/** A diagnosis: run, watched, stopped and run again. */
import { asIpcError } from '$lib/ipc';
import type { DiagnosisAbout, DiagnosisView, IpcError } from '$lib/ipc';

/** What it needs of the backend. */
export interface DiagnosePort {
  diagnose(about: DiagnosisAbout, take: (view: DiagnosisView) => void): Promise<DiagnosisView>;
  stop(watch: number): void;
}

/** The checks of one store, of one app or of everything. */
export class Diagnosis {
  /** As far as it got; null before the first check. */
  view = $state.raw<DiagnosisView | null>(null);
  running = $state(false);
  stopping = $state(false);
  error = $state.raw<IpcError | null>(null);
  readonly #about: DiagnosisAbout;
  readonly #port: DiagnosePort;

  constructor(about: DiagnosisAbout, port: DiagnosePort) {
    this.#about = about;
    this.#port = port;
  }

  /** How many checks have been run. */
  readonly done = $derived(
    this.view?.checks.filter(({ state }) => state !== 'waiting' && state !== 'running').length ?? 0,
  );

  /** Runs every check, unless they are being run. */
  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.error = null;
    try {
      this.view = await this.#port.diagnose(this.#about, (view) => (this.view = view));
    } catch (thrown) {
      this.error = asIpcError(thrown);
    } finally {
      this.running = false;
      this.stopping = false;
    }
  }

  /** Stops after the check that is being run. */
  stop(): void {
    if (!this.running || !this.view) return;
    this.stopping = true;
    this.#port.stop(this.view.watch);
  }
}

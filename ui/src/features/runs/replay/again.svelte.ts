/** How a run is done again: from where, on which version, with what, and whether for show. */
import type { ReplayRun, RunView } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import type { RunsPort } from '../port';

/** Where it begins. */
export type From = 'start' | 'failed';

/** Which version is carried out. */
export type Version = 'own' | 'current';

/** What a run starts with. */
export type With = 'same' | 'edited';

/** A run that is to be done again. */
export class Again {
  from = $state<From>('start');
  version = $state<Version>('own');
  given = $state<With>('same');
  typed = $state('');
  dry = $state(false);
  readonly act = new Act();
  readonly view: RunView;
  readonly #port: Pick<RunsPort, 'replayRun'>;

  constructor(port: Pick<RunsPort, 'replayRun'>, view: RunView) {
    this.#port = port;
    this.view = view;
    this.typed = view.trigger ?? '{}';
    this.dry = view.row.dry;
    if (this.failed) this.from = 'failed';
  }

  /** Whether there is a step to begin at that failed. */
  get failed(): boolean {
    const { row, steps } = this.view;
    return ['dead', 'failed'].includes(row.state) && steps.some(({ state }) => state === 'failed');
  }

  /** What is wrong with what was typed. */
  readonly fault = $derived(this.given === 'edited' ? faultOf(this.typed) : null);

  /** What is asked of the backend. With another start, what steps answered before holds no more. */
  get wanted(): ReplayRun {
    const edited = this.given === 'edited';
    return {
      runId: this.view.row.id,
      fromFailed: this.from === 'failed' && !edited,
      current: this.version === 'current',
      trigger: edited ? this.typed : null,
      dry: this.dry,
    };
  }

  /** Does it again; the new run, or nothing where that failed. */
  async begin(): Promise<number | null> {
    if (this.fault !== null) return null;
    const begun = await this.act.run('replay', () => this.#port.replayRun(this.wanted));
    return begun?.value ?? null;
  }
}

/** Only an object can be started with. */
function faultOf(text: string): string | null {
  try {
    const read: unknown = JSON.parse(text);
    const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
    return isObject ? null : 'A JSON object is needed: it begins with { and ends with }.';
  } catch {
    return 'This is no JSON.';
  }
}

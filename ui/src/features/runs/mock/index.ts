/** Runs of a made-up backend: what is begun or begun again comes to a good end a moment later. */
import type {
  DeadGroup,
  OrchestrationRow,
  ReplayRun,
  RunFilter,
  RunRow,
  RunSaid,
  RunState,
  RunStep,
  RunView,
} from '$lib/ipc';
import { canOf, json, ORCHESTRATIONS, row } from './build';
import { runsAtFirst } from './first';
import { told } from './kinds';
import { orchestration } from './orchestrations';

const PAGE = 100;
const BEGINS_AFTER = 400;
const ENDS_AFTER = 1_600;

/** Runs in memory. */
export class MockRuns {
  #runs: RunView[];
  readonly #tell: () => void;

  /** `used` tells whether there are any; `tell` hears of every change. */
  constructor(used: boolean, tell: () => void) {
    this.#runs = used ? runsAtFirst() : [];
    this.#tell = tell;
  }

  /** The orchestrations that runs are of. */
  orchestrations(): OrchestrationRow[] {
    return ORCHESTRATIONS.map((one) =>
      orchestration(
        one,
        this.#runs.map((run) => run.row),
      ),
    );
  }

  list(filter: RunFilter, before: number | null): RunRow[] {
    const rows = this.#runs.map(({ row }) => row).toReversed();
    return rows
      .filter((one) => (before === null || one.id < before) && meets(one, filter))
      .slice(0, PAGE);
  }

  view(id: number): RunView | undefined {
    return this.#runs.find(({ row }) => row.id === id);
  }

  cancel(id: number): RunView | undefined {
    return this.#stand(id, 'cancelled', 'You stopped it');
  }

  dismiss(id: number): RunView | undefined {
    return this.#stand(id, 'failed', this.view(id)?.row.words ?? '');
  }

  note(id: number, note: string): RunView | undefined {
    const kept = note.trim() === '' ? null : note.trim();
    return this.#change(id, (run) => ({ ...run, row: { ...run.row, note: kept } }));
  }

  /** Has one go on, or tried again. */
  goOn(id: number): RunView | undefined {
    this.#change(id, (run) => ({ ...run, problem: null, steps: run.steps.map(begun) }));
    const going = this.#stand(id, 'queued', 'Waits for its turn');
    setTimeout(() => this.#step(id, 'queued', 'running', 'Under way'), BEGINS_AFTER);
    setTimeout(() => this.#end(id), ENDS_AFTER);
    return going;
  }

  say(id: number, place: string, said: RunSaid, made: string | null): RunView | undefined {
    const change = (to: Partial<RunStep>) =>
      this.#change(id, (run) => ({
        ...run,
        steps: run.steps.map((one) => (one.place === place ? { ...one, asks: null, ...to } : one)),
      }));
    if (said === 'no') {
      change({ state: 'failed', words: 'You said no' });
      return this.#stand(id, 'failed', 'You said no');
    }
    change(
      said === 'happened'
        ? { state: 'done', words: 'Done', output: made ?? 'null' }
        : { state: 'running', words: 'Under way' },
    );
    return this.goOn(id);
  }

  dead(): DeadGroup[] {
    const groups: Record<string, DeadGroup> = {};
    for (const { row: latest, problem } of this.#runs) {
      if (latest.state !== 'dead' || !problem) continue;
      const code = codeOf(problem.title);
      const at = `${latest.orchestrationId} ${code}`;
      const { orchestrationId, orchestration } = latest;
      const runs = (groups[at]?.runs ?? 0) + 1;
      groups[at] = { code, orchestrationId, orchestration, runs, latest, problem };
    }
    return Object.values(groups).sort((one, other) => other.latest.at - one.latest.at);
  }

  /** Does something with each dead run of a group; how many. */
  eachDead(orchestrationId: number, code: string, what: 'goOn' | 'dismiss'): number {
    const meant = this.#runs.filter(
      ({ row: one, problem }) =>
        one.state === 'dead' &&
        one.orchestrationId === orchestrationId &&
        codeOf(problem?.title ?? '') === code,
    );
    for (const { row: one } of meant) this[what](one.id);
    return meant.length;
  }

  replay(of: ReplayRun): number | undefined {
    const was = this.view(of.runId);
    if (!was) return undefined;
    const { orchestrationId, about, eventId, storeId, version } = was.row;
    const given = { orchestrationId, about, eventId, storeId, dry: of.dry, version };
    const trigger = of.trigger ?? was.trigger;
    const kept = was.steps.map((one) => ({ ...one, asks: null }));
    return this.#begin({ ...given, cause: 'replay' }, { trigger, steps: kept, replayOf: of.runId });
  }

  /** Begins one; its id. */
  begin(given: Partial<RunRow>): number {
    return this.#begin({ about: 'By hand', eventId: null, cause: 'manual', ...given }, {});
  }

  #begin(given: Partial<RunRow>, parts: Partial<RunView>): number {
    const id = (this.#runs.at(-1)?.row.id ?? 0) + 1;
    const made = told(row(id, Date.now(), { ...given, tookMs: null }));
    this.#runs = [...this.#runs, { ...made, ...parts }];
    this.goOn(id);
    return id;
  }

  #end(id: number): void {
    this.#change(id, (run) => ({ ...run, steps: run.steps.map(done) }));
    this.#step(id, 'running', 'succeeded', 'Done', ENDS_AFTER - BEGINS_AFTER);
  }

  #step(id: number, from: RunState, to: RunState, words: string, tookMs?: number): void {
    if (this.view(id)?.row.state === from) this.#stand(id, to, words, tookMs);
  }

  #stand(
    id: number,
    state: RunState,
    words: string,
    tookMs: number | null = null,
  ): RunView | undefined {
    const stood = this.#change(id, (run) => ({
      ...run,
      row: { ...run.row, state, words, nextAt: null, tookMs },
      can: canOf(state),
    }));
    this.#tell();
    return stood;
  }

  #change(id: number, change: (run: RunView) => RunView): RunView | undefined {
    this.#runs = this.#runs.map((run) => (run.row.id === id ? change(run) : run));
    return this.view(id);
  }
}

function meets(row: RunRow, filter: RunFilter): boolean {
  const { orchestrationId, storeId, eventId, states, cause, withoutDry, since } = filter;
  return (
    (orchestrationId === null || row.orchestrationId === orchestrationId) &&
    (storeId === null || row.storeId === storeId) &&
    (eventId === null || row.eventId === eventId) &&
    (states.length === 0 || states.includes(row.state)) &&
    (cause === null || row.cause === cause) &&
    (!withoutDry || !row.dry) &&
    (since === null || row.at >= since)
  );
}

const codeOf = (title: string) => title.toLowerCase().replace(/\W+/g, '_').slice(0, 24);

const begun = (step: RunStep): RunStep =>
  step.state === 'done' ? step : { ...step, problem: null, state: 'running', words: 'Under way' };

const done = (step: RunStep): RunStep =>
  step.state === 'running'
    ? { ...step, state: 'done', words: 'Done', tookMs: 140, output: step.output ?? json({ id: 7 }) }
    : step;

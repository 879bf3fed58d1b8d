/** A fault as it is written: which deliveries get which answer, and for how long. */
import type { FaultSpec } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import { allTriggers, type Targets } from '../targets.svelte';
import { type Lasting, OTHER, type Term, type Wrong, wrongOf } from './limits';

/** What is asked of the backend. */
export interface FaultPort {
  setFault(fault: FaultSpec): Promise<unknown>;
}

/** A fault for a number of deliveries ends after so many minutes at the latest. */
export const LONGEST = 60;

/** The fault. What was typed stays. */
export class FaultDraft {
  /** The only store it concerns, or none. */
  storeId = $state<number | null>(null);
  /** The status chosen; `OTHER` for the one typed. */
  chosen = $state(500);
  lasting = $state<Lasting>('minutes');
  /** The numbers as they are typed. */
  readonly typed: Record<Term, string> = $state({
    status: '502',
    delay: '0',
    minutes: '10',
    times: '3',
  });
  readonly act = new Act();
  readonly targets: Targets;
  readonly #port: FaultPort;
  #trigger = $state<string | null>(null);

  constructor(port: FaultPort, targets: Targets) {
    this.#port = port;
    this.targets = targets;
  }

  readonly store = $derived.by(
    () => this.targets.list.find(({ id }) => id === this.storeId) ?? null,
  );
  /** The triggers to choose from. */
  readonly triggers = $derived.by(() => this.store?.triggers ?? allTriggers(this.targets.list));
  /** The only trigger it concerns, or none. */
  readonly trigger = $derived(this.triggers.find(({ id }) => id === this.#trigger) ?? null);
  /** The status to answer. */
  readonly status = $derived(this.chosen === OTHER ? Number(this.typed.status) : this.chosen);
  /** What is wrong with the numbers that count. */
  readonly wrong: Wrong = $derived(wrongOf(this.typed, this.chosen, this.lasting));
  readonly right = $derived(Object.values(this.wrong).every((words) => words === undefined));
  /** Whether deliveries of a real store may get it. */
  readonly real = $derived.by(() =>
    (this.store ? [this.store] : this.targets.list).some(({ mode }) => mode === 'live'),
  );

  /** Begins. What was typed before is still there. */
  async begin(): Promise<void> {
    this.act.error = null;
    await this.targets.load();
  }

  chooseTrigger(id: string | null): void {
    this.#trigger = id;
  }

  /** Takes a status. A 200 is a fault only when it is late. */
  chooseStatus(status: number): void {
    this.chosen = status;
    if (status === 200 && Number(this.typed.delay) === 0) this.typed.delay = '10';
  }

  /** Answers so from now on. Tells whether it went well. */
  async start(): Promise<boolean> {
    if (!this.right) return false;
    return (await this.act.run('start', () => this.#port.setFault(this.#spec()))) !== null;
  }

  #spec(): FaultSpec {
    const counted = this.lasting === 'times';
    return {
      storeId: this.store?.id ?? null,
      trigger: this.trigger?.id ?? null,
      status: this.status,
      delayS: Number(this.typed.delay),
      minutes: counted ? LONGEST : Number(this.typed.minutes),
      times: counted ? Number(this.typed.times) : null,
    };
  }
}

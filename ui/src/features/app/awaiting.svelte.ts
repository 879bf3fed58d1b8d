/** A store's consent as the page follows it: an install, or one that is asked for anew. */
import { ipc } from '$lib/ipc';
import type { InstallStage, InstallView, InstallWay } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import { Leaving } from '$lib/state/leaving';

/** Whether BigCommerce is still awaited, or a code is being dealt with. */
export function isRunning(stage: InstallStage | undefined): boolean {
  return stage === 'waiting' || stage === 'exchanging' || stage === 'proving';
}

/** What is awaited of one app. */
export class Awaiting {
  install = $state.raw<InstallView | null>(null);
  readonly act = new Act();
  readonly id: number;
  readonly #watching = new Leaving();
  readonly #over: () => void;
  #way = $state.raw<InstallWay | null>(null);

  readonly running = $derived(isRunning(this.install?.stage));
  /** Whether it is known how to open BigCommerce once more. */
  readonly repeatable = $derived(this.#way !== null);

  /** `over` is called whenever one has ended. */
  constructor(id: number, over: () => void = () => undefined) {
    this.id = id;
    this.#over = over;
  }

  /** Opens BigCommerce and waits for it. */
  async begin(way: InstallWay): Promise<void> {
    const begun = await this.act.run('begin', () => ipc.beginInstall(this.id, way));
    if (!begun) return;
    this.#way = way;
    this.install = begun.value;
    await this.follow();
  }

  /** Opens BigCommerce once more, for who closed the page. */
  async again(): Promise<void> {
    if (this.#way) await this.begin(this.#way);
  }

  /** Stops waiting. */
  async cancel(): Promise<void> {
    const done = await this.act.run('cancel', () => ipc.cancelInstall(this.id));
    if (done && this.install) this.install = { ...this.install, stage: 'cancelled' };
  }

  /** Follows what goes on already. */
  async follow(): Promise<void> {
    const watch = ipc.watchInstall(this.id, (install) => this.#take(install));
    await this.#watching.hold(watch).catch(() => undefined);
  }

  /** Follows no more. What is awaited goes on. */
  close(): void {
    this.#watching.leave();
  }

  #take(install: InstallView): void {
    this.install = install;
    if (!isRunning(install.stage)) this.#over();
  }
}

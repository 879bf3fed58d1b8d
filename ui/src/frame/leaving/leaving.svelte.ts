/** What the user does about the hooks before the app ends. */
import { ipc } from '$lib/ipc';
import type { LeavingView, LeftHooks } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';

/** What becomes of the hooks: left active, paused, or served on from the tray. */
export type Way = 'leave' | 'pause' | 'stay';

/** The answer while it is given. */
export class Leaving {
  /** Whether there is a question. */
  readonly asked: boolean;
  way = $state<Way>('leave');
  /** Whether it is the answer for every time. */
  always = $state(false);
  /** What could not be paused. */
  left = $state.raw<readonly LeftHooks[]>([]);
  readonly act = new Act();
  #cancelled = false;

  constructor(asked: boolean) {
    this.asked = asked;
  }

  /** Does what was chosen. */
  go(): Promise<unknown> {
    if (this.way === 'pause') return this.#pause();
    return this.act.run('leave', async () => {
      if (this.always) await ipc.setClosing(this.way === 'stay' ? 'stay' : 'quit');
      await (this.way === 'stay' ? ipc.stayInTray() : ipc.quitApp());
    });
  }

  /** Ends the app although some hooks are still active. */
  quit(): Promise<unknown> {
    return this.act.run('quit', () => ipc.quitApp());
  }

  /** Stays, and has hooks woken that were paused meanwhile. */
  cancel(): void {
    this.#cancelled = true;
    void ipc.stay();
  }

  async #pause(): Promise<void> {
    const done = await this.act.run('pause', () => ipc.pauseHooks());
    if (!done || this.#cancelled) return;
    this.left = done.value;
    if (this.left.length === 0) await this.quit();
  }
}

/** The ways there are at this moment. */
export function waysOf({ canStay }: LeavingView) {
  return [
    {
      value: 'leave' as const,
      name: 'Quit and leave hooks active',
      about: 'Good for up to two days: what BigCommerce still tries arrives at the next start.',
    },
    {
      value: 'pause' as const,
      name: 'Quit and pause hooks',
      about: 'BigCommerce sends nothing and tries nothing again.',
      but: 'What happens meanwhile never arrives, and changes of carts cannot be looked up later.',
    },
    ...(canStay
      ? [
          {
            value: 'stay' as const,
            name: 'Keep running in the tray',
            about: 'Only the window closes. Triggers go on arriving.',
          },
        ]
      : []),
  ];
}

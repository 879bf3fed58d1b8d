/** An install without a backend: a practice store calls back after a few seconds, a live one never. */
import type { InstallStage, InstallView, InstallWay, Problem } from '../bindings';
import type { App } from './apps';
import type { World } from './world';

const SUSPICIONS: Problem[] = [
  {
    title: 'The callback URL is not saved in the portal.',
    meaning: 'BigCommerce opens the page that is saved there.',
    mend: 'callbacks',
    remedy: 'Paste the callback URL under Auth and Load, and save.',
  },
  {
    title: 'The browser is signed out.',
    meaning: 'BigCommerce then shows its sign-in page and forgets what you came for.',
    mend: 'controlPanel',
    remedy: 'Sign in, then open BigCommerce again from here.',
  },
];

/** When each stage comes, in milliseconds after the beginning. */
const STAGES: readonly (readonly [InstallStage, number])[] = [
  ['exchanging', 5_000],
  ['proving', 6_000],
  ['done', 7_200],
];

/** The installs that are awaited. */
export class Installs {
  readonly #views = new Map<number, InstallView>();
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>[]>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** How far an app's install is; `undefined` when none was begun. */
  view(id: number): InstallView | undefined {
    return this.#views.get(id);
  }

  /** Begins one. */
  begin(app: App, way: InstallWay): InstallView {
    this.#stop(app.id);
    const begun = waiting(openedBy(app, way));
    this.#views.set(app.id, begun);
    const timers =
      app.mode === 'practice'
        ? STAGES.map(([stage, after]) => setTimeout(() => this.#reach(app, stage), after))
        : [setTimeout(() => this.#set(app.id, { suspicions: SUSPICIONS }), 8_000)];
    this.#timers.set(app.id, timers);
    return begun;
  }

  /** Stops waiting. */
  cancel(id: number): void {
    this.#stop(id);
    this.#set(id, { stage: 'cancelled' });
  }

  #reach(app: App, stage: InstallStage): void {
    const done = stage === 'done';
    if (done) {
      app.seenAt = Date.now();
      app.proof = 'exchange';
      app.stores = 1;
    }
    this.#set(app.id, { stage, storeId: done ? 1 : null });
  }

  #set(id: number, change: Partial<InstallView>): void {
    this.#views.set(id, { ...(this.view(id) ?? waiting('')), ...change });
    this.#world.changed();
  }

  #stop(id: number): void {
    this.#timers.get(id)?.forEach(clearTimeout);
  }
}

function waiting(openedUrl: string): InstallView {
  return {
    stage: 'waiting',
    since: Date.now(),
    openedUrl,
    storeId: null,
    problem: null,
    suspicions: [],
  };
}

function openedBy(app: App, { way }: InstallWay): string {
  if (app.mode === 'practice') return 'http://127.0.0.1:8772/manage/apps/develop';
  return way === 'installLink'
    ? `https://login.bigcommerce.com/app/${app.clientId}/install`
    : 'https://login.bigcommerce.com/deep-links/manage/marketplace/apps/develop';
}

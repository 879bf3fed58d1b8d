/** What is kept, without a backend. */
import type {
  AppData,
  CheckView,
  DataView,
  RemovalPreview,
  RestorePreview,
  RetentionRule,
  TaskKind,
} from '$lib/ipc';

const DAY = 86_400_000;

/** What is kept, with a clock of its own for what takes long. */
export class MockData {
  view: DataView;
  #stopped = false;
  readonly #changed: () => void;

  constructor(
    scenario: string,
    apps: readonly Pick<AppData, 'id' | 'name' | 'mode'>[],
    changed: () => void,
  ) {
    this.#changed = changed;
    this.view = viewOf(scenario, apps);
  }

  /** What would go by a rule. */
  preview(id: number, rule: RetentionRule): RemovalPreview {
    const app = this.#app(id);
    const kept =
      rule.events ?? (rule.days === null && rule.megabytes === null ? app.events : 40_000);
    return removal(app, Math.max(0, app.events - kept), rule.markedToo);
  }

  /** What would go if everything did. */
  all(id: number, markedToo: boolean): RemovalPreview {
    return removal(this.#app(id), this.#app(id).events, markedToo);
  }

  /** Keeps less of an app from now on. */
  keep(id: number, rule: RetentionRule): void {
    this.#change(id, { rule });
  }

  /** Lets the events of an app go, as the real one does: in the background. */
  clear(id: number): void {
    this.#change(id, { removing: 250 });
    setTimeout(
      () => this.#change(id, { removing: null, events: 0, deliveries: 0, bytes: 0 }),
      4_000,
    );
  }

  /** Does something that takes long; whether it was not stopped. */
  async long(kind: TaskKind): Promise<boolean> {
    this.#stopped = false;
    for (let done = 0; done <= 1 && !this.#stopped; done += 0.04) {
      this.set({ task: { kind, done: kind === 'check' ? null : done } });
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    this.set({ task: null });
    return !this.#stopped;
  }

  /** Stops it. */
  stop(): void {
    this.#stopped = true;
  }

  /** What a check found. */
  found(): CheckView {
    const { events, deliveries } = this.view;
    return { flaws: [], events, deliveries, took: 3_200 };
  }

  /** What a backup holds. */
  contents(file: string): RestorePreview {
    const now = {
      apps: this.view.apps.map(({ name }) => name),
      stores: 6,
      events: this.view.events,
      oldest: this.view.oldest,
      newest: Date.now() - 4_000,
    };
    const backup = { ...now, stores: 5, events: now.events - 4_211, newest: Date.now() - DAY };
    const withoutSecrets = [
      {
        app: now.apps[0] ?? 'Orders sync',
        kind: 'oauth' as const,
        clientSecret: true,
        stores: 2,
      },
    ];
    return { file, backup, now, withoutSecrets };
  }

  /** Changes what is shown. */
  set(change: Partial<DataView>): void {
    this.view = { ...this.view, ...change };
    this.#changed();
  }

  #app(id: number): AppData {
    const app = this.view.apps.find((one) => one.id === id);
    if (!app) throw new Error(`There is no app ${id}.`);
    return app;
  }

  #change(id: number, change: Partial<AppData>): void {
    this.set({
      apps: this.view.apps.map((app) => (app.id === id ? { ...app, ...change } : app)),
    });
  }
}

function removal(app: AppData, events: number, markedToo: boolean): RemovalPreview {
  const bytes = Math.round((app.bytes / Math.max(1, app.events)) * events);
  const latest = events > 0 ? Date.now() - 40 * DAY : null;
  return { events, deliveries: events, bytes, latest, kept: markedToo || events === 0 ? 0 : 14 };
}

function viewOf(
  scenario: string,
  apps: readonly Pick<AppData, 'id' | 'name' | 'mode'>[],
): DataView {
  const full = scenario === 'full' || scenario === 'trouble';
  const data = apps.map((app, at): AppData => {
    const events = full ? ([1_284_003, 1_210][at] ?? 0) : 0;
    const rule = { days: at === 1 ? 30 : null, events: null, megabytes: null, markedToo: false };
    return { ...app, events, deliveries: events, bytes: events * 920, rule, removing: null };
  });
  const events = data.reduce((sum, app) => sum + app.events, 0);
  return {
    space: {
      ledger: full ? 1_190_000_000 : 180_224,
      freeInside: full ? 34_000_000 : 0,
      log: full ? 16_400_000 : 82_000,
      index: full ? 452_000_000 : 98_304,
      logs: 1_240_000,
      backups: full ? 2_340_000_000 : 0,
      diskFree: scenario === 'trouble' ? 412_000_000 : 118_000_000_000,
      problem: scenario === 'trouble' ? NEARLY_FULL : null,
    },
    events,
    deliveries: events + (full ? 8_041 : 0),
    oldest: full ? Date.now() - 263 * DAY : null,
    indexed: 1,
    apps: data,
    task: null,
    backups: { daily: full ? 3 : 0, files: full ? files() : [], problem: null },
  };
}

const NEARLY_FULL = {
  title: 'The disk is nearly full.',
  meaning:
    '412 MB are left on the disk that Patchbay’s data folder is on. Once nothing is left, triggers are turned away, and BigCommerce delivers them again later.',
  mend: null,
  remedy: 'Free some space on that disk, or keep fewer events.',
};

function files() {
  return [
    {
      name: 'patchbay-2026-11-23.db',
      kind: 'daily' as const,
      at: Date.now() - 3_600_000,
      bytes: 1_180_000_000,
    },
    {
      name: 'patchbay-2026-11-22.db',
      kind: 'daily' as const,
      at: Date.now() - DAY,
      bytes: 1_160_000_000,
    },
    {
      name: 'before-restore-2026-10-02-101500.db',
      kind: 'beforeRestore' as const,
      at: Date.now() - 52 * DAY,
      bytes: 890_000,
    },
    {
      name: 'damaged-2026-11-02-081530.db',
      kind: 'damaged' as const,
      at: Date.now() - 21 * DAY,
      bytes: 940_000_000,
    },
  ];
}

/** What is kept, for tests. */
import type { AppData, BackupsView, RemovalPreview, RestorePreview } from '$lib/ipc';

/** An app with a million events. */
export const APP: AppData = {
  id: 1,
  name: 'Orders sync',
  mode: 'live',
  events: 1_000_000,
  deliveries: 1_000_400,
  bytes: 920_000_000,
  rule: { days: null, events: null, megabytes: null, markedToo: false },
  removing: null,
};

/** What goes of it. */
export const GOES: RemovalPreview = {
  events: 12_345,
  deliveries: 12_400,
  bytes: 8_100_000,
  latest: Date.UTC(2026, 2, 3, 12),
  kept: 14,
};

/** Nothing. */
export const NOTHING: RemovalPreview = {
  events: 0,
  deliveries: 0,
  bytes: 0,
  latest: null,
  kept: 0,
};

/** A daily backup in the data folder. */
export const BACKUPS: BackupsView = {
  daily: 3,
  files: [
    { name: 'patchbay-2026-11-22.db', kind: 'daily', at: 1_790_000_000_000, bytes: 1_200_000 },
  ],
  problem: null,
};

/** A backup of it. */
export const LOOKED: RestorePreview = {
  file: 'patchbay-2026-11-22.db',
  backup: { apps: ['Orders sync'], stores: 5, events: 990_000, oldest: 1, newest: 2 },
  now: { apps: ['Orders sync'], stores: 6, events: 1_000_000, oldest: 1, newest: 3 },
  withoutSecrets: [{ app: 'Orders sync', kind: 'oauth', clientSecret: true, stores: 2 }],
};

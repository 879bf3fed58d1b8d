/** Where a problem is mended, and what its button says. */
import type { Hash } from '$frame/routes';
import { ipc } from '$lib/ipc';
import type { ErrorCode, Mend } from '$lib/ipc';
import { settingsHash, type Section } from '../app/place';

/** What a problem is of. */
export interface MendAt {
  readonly app: number | null;
  readonly store: number | null;
}

/** What is of no one app or store: this machine, the public address. */
export const EVERYTHING: MendAt = { app: null, store: null };

/** A button that leads to where it is mended, or mends it. */
export interface Mending {
  readonly label: string;
  readonly hash?: Hash;
  readonly run?: () => Promise<unknown>;
}

const PLACES: Partial<Record<Mend, { label: string; hash: Hash }>> = {
  address: { label: 'Public address', hash: '#/preferences/address' },
  listener: { label: 'Listener port', hash: '#/preferences/listener' },
  data: { label: 'Disk use', hash: '#/preferences/data' },
  stores: { label: 'Stores', hash: '#/stores' },
};

const SECTIONS: Partial<Record<Mend, { label: string; section: Section }>> = {
  callbacks: { label: 'Callback URLs', section: 'callbacks' },
  scopes: { label: 'Permissions & scopes', section: 'scopes' },
  credentials: { label: 'Credentials', section: 'credentials' },
  install: { label: 'Install', section: 'install' },
  controlPanel: { label: 'Install', section: 'install' },
  triggers: { label: 'Triggers', section: 'triggers' },
};

/** The button of a problem; null where there is nothing to press. */
export function mending(mend: Mend | null, { app, store }: MendAt): Mending | null {
  if (mend === null) return null;
  const place = PLACES[mend];
  if (place) return place;
  const section = SECTIONS[mend];
  if (section) {
    if (app === null) return store === null ? null : ofStore('store', store);
    return { label: section.label, hash: settingsHash(app, section.section) };
  }
  if (mend === 'keychain') return { label: 'Try the keychain again', run: () => ipc.retryVault() };
  if (mend === 'practice') return { label: 'Start practice', run: () => ipc.startPractice() };
  return store === null ? null : ofStore(mend, store);
}

function ofStore(mend: Mend, store: number): Mending | null {
  if (mend === 'store') return { label: 'Store', hash: `#/stores/${store}` };
  if (mend === 'hooks') return { label: 'Write the hooks anew', run: () => written(store) };
  if (mend === 'missed') return { label: 'Look again', run: () => ipc.lookForMissed(store) };
  return null;
}

async function written(store: number): Promise<void> {
  await ipc.sweepStores([store], 'register', () => undefined);
}

/** Where a problem is mended, unless the user is there already. */
export function elsewhere(mend: Mend | null, here: Mend | undefined, at: MendAt): Mend | null {
  if (mend === null || here === undefined) return mend;
  const there = mending(mend, at)?.hash;
  const same = there !== undefined && there === mending(here, at)?.hash;
  return mend === here || same ? null : mend;
}

/** What would be looked at for a failure. */
export interface Remedy {
  /** Where it is mended, where that is known. */
  readonly mend: Mend | null;
}

/** Nothing for what was typed, is gone, or no check looks at. */
const REMEDIES: Record<ErrorCode, Remedy | null> = {
  validation: null,
  notFound: null,
  conflict: null,
  vaultUnavailable: { mend: 'keychain' },
  vaultLocked: { mend: 'keychain' },
  ledgerUnavailable: { mend: 'data' },
  diskFull: { mend: 'data' },
  portTaken: { mend: 'listener' },
  practiceUnavailable: { mend: 'practice' },
  network: { mend: 'wait' },
  refusedByBigCommerce: { mend: null },
  rateLimited: { mend: 'wait' },
  tokenDead: { mend: 'store' },
  scopeMissing: { mend: 'store' },
  addressUnreachable: { mend: 'address' },
  browserUnavailable: null,
  notificationsUnavailable: null,
  fileUnusable: null,
  internal: { mend: null },
};

/** What is looked at for a failure; null where that would tell nothing. */
export function remedyOf(code: ErrorCode): Remedy | null {
  return REMEDIES[code];
}

/** The diagnosis of a store, of an app, or of everything. */
export function diagnoseHash({ app, store }: MendAt): Hash {
  if (store !== null) return `#/diagnose/store/${store}`;
  return app === null ? '#/diagnose' : `#/diagnose/app/${app}`;
}

/** A diagnosis to look at without a backend: all well, or with trouble of several kinds. */
import type { CheckKind, DiagnosisAbout, DiagnosisCheck, StoreView } from '$lib/ipc';

const URL = 'https://hooks.example.com/c/6f1d2c3b4a5968778695a4b3c2d1e0f0';

type Seen = readonly [kind: CheckKind, seen: string];

const MACHINE: readonly Seen[] = [
  ['disk', '46 GB are free.'],
  ['ledger', 'It takes writes.'],
  ['keychain', 'An item was written, read back and deleted.'],
  ['listener', 'It listens on 127.0.0.1:47800.'],
  ['clock', 'It agrees with BigCommerce’s.'],
];

const ADDRESS: readonly Seen[] = [
  ['address', 'A request from outside arrived here and was answered in 84 ms.'],
  ['certificate', 'Trusted, for this name, with its full chain.'],
];

const APP: readonly Seen[] = [
  ['credentials', 'BigCommerce exchanged a code for them.'],
  ['callback', 'A request from outside arrived here and was answered in 91 ms.'],
  ['callbackUrls', 'BigCommerce called at today’s.'],
  ['scopes', 'What is asked for here, ticked in the portal and granted is the same.'],
  ['stores', '3 stores, none of which needs you.'],
];

const STORE: readonly Seen[] = [
  ['token', 'It opens Northwind Outdoor.'],
  ['storeScopes', 'What is asked for here, ticked in the portal and granted is the same.'],
  ['hooks', 'BigCommerce lists 4 hooks as active and pointing here.'],
  ['signatures', 'The latest was signed with this app’s Client Secret.'],
  ['deliveries', '12 in the last hour.'],
  ['missed', 'All is known but what came just now.'],
  ['quota', '18,412 of 20,000 requests left when it was last told.'],
];

/** Every check of what is looked into. */
export function mockChecks(
  about: DiagnosisAbout,
  stores: readonly StoreView[],
  trouble: boolean,
): DiagnosisCheck[] {
  const store = stores.find(({ id }) => id === about.store) ?? stores[0];
  const of = (seen: readonly Seen[], group: string, app: number | null, id: number | null) =>
    seen.map(([kind, words]) => fine(kind, words, group, app, id));
  const checks = [
    ...of(MACHINE, 'This machine', null, null),
    ...of(ADDRESS, 'Public address', null, null),
    ...of(APP, 'Staging', 1, null),
    ...(store ? of(STORE, store.profile?.name ?? store.hash, 1, store.id) : []),
  ];
  return trouble ? checks.map(troubled) : checks;
}

function fine(
  kind: CheckKind,
  seen: string,
  group: string,
  app: number | null,
  store: number | null,
): DiagnosisCheck {
  const facts =
    kind === 'credentials'
      ? [{ label: 'Client ID', value: 'h4x0r9client', at: null, difference: null }]
      : [];
  return { kind, group, app, store, state: 'fine', seen, problem: null, facts, tookMs: 14 };
}

const TROUBLE: Partial<Record<CheckKind, Partial<DiagnosisCheck>>> = {
  clock: {
    state: 'doubtful',
    seen: 'This computer’s clock is fast by 41 seconds',
    problem: {
      title: 'This computer’s clock is fast by 41 seconds',
      meaning:
        'BigCommerce signs with its own time: callbacks count as expired, and deliveries as stale.',
      remedy: 'Let the system set its time by itself.',
      mend: null,
    },
  },
  callbackUrls: {
    state: 'failing',
    seen: 'The registered URL has a slash at its end',
    problem: {
      title: 'The registered URL has a slash at its end',
      meaning: `BigCommerce called ${URL}/, and the Callback URL here has no slash at its end. It compares them letter by letter, so no install can succeed.`,
      remedy:
        'Copy the Callback URL, paste it under App information › Auth without adding anything, press Save changes, and install again.',
      mend: 'callbacks',
    },
    facts: [
      {
        label: 'App information › Auth',
        value: `${URL}/`,
        at: Date.now() - 40_000,
        difference: {
          words: 'A slash at the end',
          before: URL,
          here: '',
          there: '/',
          after: '',
        },
      },
      { label: 'App information › Load', value: 'not called yet', at: null, difference: null },
    ],
  },
  hooks: {
    state: 'failing',
    seen: '1 of 4 hooks is not active',
    problem: {
      title: '1 of 4 hooks is not active',
      meaning:
        'What they carry does not arrive. BigCommerce switches hooks off after two days of failures or 90 days of silence.',
      remedy: 'Have them written anew; what stands in the way is said beside each.',
      mend: 'hooks',
    },
  },
  signatures: { state: 'skipped', seen: 'No delivery came within a day.' },
};

function troubled(check: DiagnosisCheck): DiagnosisCheck {
  return { ...check, ...TROUBLE[check.kind] };
}

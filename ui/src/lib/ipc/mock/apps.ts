/** Apps without a backend: what is known of one, and the view made of it. */
import type {
  AccountView,
  AppMode,
  AppState,
  AppSummary,
  AppView,
  CallbackKind,
  CallbackView,
  Proof,
  StatusView,
  Step,
  StepId,
} from '../bindings';
import { checklist } from './scopes';
import { scopeTable } from './scopeTable';

/** What is known of an app. */
export interface App {
  readonly id: number;
  name: string;
  readonly mode: AppMode;
  /** The store of an API account. */
  account: AccountView | null;
  clientId: string | null;
  proof: Proof;
  additional: string[];
  custom: string[];
  /** When BigCommerce first called back. */
  seenAt: number | null;
  stores: number;
  fetches: boolean;
  readonly createdAt: number;
}

/** An app with nothing set up. */
export function newApp(id: number, name: string, mode: AppMode): App {
  return {
    id,
    name,
    mode,
    account: null,
    clientId: null,
    proof: 'notYet',
    additional: [],
    custom: [],
    seenAt: null,
    stores: 0,
    fetches: false,
    createdAt: Date.now(),
  };
}

/** An app with everything set up. */
export function readyApp(id: number, name: string, mode: AppMode, stores: number): App {
  return {
    ...newApp(id, name, mode),
    clientId: '8qk2n4v0m1x7z9c3b5w6e8r2t4y6u1i',
    proof: 'exchange',
    additional: ['store_v2_information_read_only', 'store_cart', 'store_v2_customers_read_only'],
    custom: mode === 'live' ? ['store_carts'] : [],
    seenAt: Date.now() - 52 * 3_600_000,
    stores,
    createdAt: Date.now() - 80 * 3_600_000,
  };
}

/** The view of an app. */
export function appView(app: App, status: StatusView): AppView {
  const steps = stepsOf(app, status);
  return {
    id: app.id,
    connector: 'bigcommerce',
    kind: app.account ? 'storeAccount' : 'oauth',
    account: app.account,
    name: app.name,
    mode: app.mode,
    state: stateOf(steps),
    steps,
    currentStep: steps.find((step) => step.state !== 'proved')?.id ?? 'triggers',
    callbacks: callbacksOf(app, status),
    scopes: checklist(app.additional, app.custom, app.seenAt ? scopeTable(app.custom) : null),
    credentials: {
      clientId: app.clientId,
      hasSecret: app.clientId !== null,
      proof: app.proof,
      provedAt: app.proof === 'exchange' ? app.seenAt : null,
      keptIn: status.vault.kind,
    },
    createdAt: app.createdAt,
    fetches: app.fetches,
  };
}

/** An app as the catalog shows it. */
export function appSummary(app: App, status: StatusView): AppSummary {
  const { id, kind, name, mode, state, currentStep } = appView(app, status);
  const next = state === 'ready' ? null : NEXT[currentStep];
  return { id, kind, name, mode, state, stores: app.stores, next };
}

const NEXT: Record<StepId, string> = {
  address: 'Set the public address',
  callbacks: 'Paste the callback URL',
  scopes: 'Choose the scopes',
  credentials: 'Enter the credentials',
  install: 'Install on a store',
  triggers: 'Register the triggers',
};

function stateOf(steps: readonly Step[]): AppState {
  if (steps.some((step) => step.state === 'failing')) return 'needsAttention';
  return steps.every((step) => step.state === 'proved') ? 'ready' : 'notSetUp';
}

function stepsOf(app: App, status: StatusView): Step[] {
  const { seenAt } = app;
  const step = (id: StepId, state: Step['state'], evidence: string): Step => ({
    id,
    state,
    evidence,
    provedAt: state === 'proved' ? (seenAt ?? status.address.since) : null,
  });
  const after = (evidence: string, open: string): [Step['state'], string] =>
    seenAt ? ['proved', evidence] : ['open', open];
  return [
    addressStep(app, status, step),
    step('callbacks', ...after('BigCommerce called it', 'BigCommerce has not called it yet')),
    step('scopes', seenAt ? 'proved' : 'given', '4 mandatory scopes and those you added'),
    step('credentials', ...credentialsState(app)),
    step('install', ...after(`Installed on ${app.stores} stores`, 'Not installed yet')),
    step('triggers', ...after('4 triggers registered', 'No hook registered yet')),
  ];
}

type MakeStep = (id: StepId, state: Step['state'], evidence: string) => Step;

function addressStep(app: App, status: StatusView, step: MakeStep): Step {
  if (app.mode === 'practice') return step('address', 'proved', 'Practice needs none');
  if (status.address.state === 'up') return step('address', 'proved', 'A nonce came through it');
  if (status.address.url) return step('address', 'failing', 'Nothing answers at this address');
  return step('address', 'open', 'No public address yet');
}

function credentialsState(app: App): [Step['state'], string] {
  if (app.clientId === null) return ['open', 'Not entered yet'];
  if (app.proof === 'exchange') return ['proved', 'Proved by a code exchange'];
  return ['given', 'Kept, not yet proved'];
}

const FIELDS: readonly [CallbackKind, string, string, string][] = [
  ['auth', 'App information › Auth', 'Technical › Auth Callback URL', ''],
  ['load', 'App information › Load', 'Technical › Load Callback URL', ''],
  ['uninstall', 'App information › Uninstall', 'Technical › Uninstall Callback URL', '/uninstall'],
  [
    'removeUser',
    'App information › Enable multiple users › Remove user callback URL',
    'Technical › Multiple Users › Remove User Callback URL',
    '/remove-user',
  ],
];

function callbacksOf(app: App, status: StatusView): CallbackView[] {
  const practice = `http://127.0.0.1:${status.listener.port}`;
  const origin = app.mode === 'practice' ? practice : status.address.url;
  return FIELDS.map(([kind, portalField, oldPortalField, suffix]) => ({
    kind,
    portalField,
    oldPortalField,
    url: origin ? `${origin}/c/q7Vx2mT0bR9sLk4${app.id}${suffix}` : '',
    required: suffix === '',
    lastSeenAt: suffix === '' ? app.seenAt : null,
    moved: false,
  }));
}

/** An app, a store, triggers and a backend for tests. */
import { mockIPC } from '$lib/ipc/testing';
import type { AppView, HookView, ScopeView, StoreView, TriggerView } from '$lib/ipc';

/** A documented scope. */
export function scope(id: string, change: Partial<ScopeView> = {}): ScopeView {
  return {
    id,
    row: 'Orders',
    level: 'Modify',
    about: 'Read and change orders',
    note: null,
    forStores: true,
    kind: 'additional',
    reasons: [],
    satisfiedBy: null,
    ...change,
  };
}

/** A practice app with nothing set up. */
export function appView(change: Partial<AppView> = {}): AppView {
  return {
    id: 7,
    connector: 'bigcommerce',
    kind: 'oauth',
    account: null,
    name: 'Practice',
    mode: 'practice',
    state: 'notSetUp',
    steps: [],
    currentStep: 'address',
    callbacks: [],
    scopes: { chosen: [], available: [], rows: [], advice: [], comparison: null },
    credentials: {
      clientId: null,
      hasSecret: false,
      proof: 'notYet',
      provedAt: null,
      keptIn: 'keychain',
    },
    createdAt: 0,
    fetches: false,
    ...change,
  };
}

/** A connected store. */
export function storeView(change: Partial<StoreView> = {}): StoreView {
  return {
    id: 3,
    appId: 7,
    appName: 'Practice',
    kind: 'oauth',
    access: null,
    hash: 'g5cd38',
    state: 'connected',
    profile: null,
    installedBy: null,
    owner: null,
    installedAt: 0,
    provedAt: null,
    scopes: { matching: [], missing: [], wider: [], extra: [] },
    hooksActive: 4,
    hooksWanted: 4,
    lastEventAt: null,
    problem: null,
    ...change,
  };
}

/** A hook on that store. */
export function hook(change: Partial<HookView> = {}): HookView {
  return {
    storeId: 3,
    storeName: 'Northwind',
    state: 'active',
    remoteId: 1,
    destination: 'https://hooks.example.com/h/••••',
    checkedAt: null,
    provedAt: null,
    lastDeliveryAt: null,
    problem: null,
    ...change,
  };
}

/** A trigger with hooks. */
export function trigger(id: string, hooks: HookView[], enabled = true): TriggerView {
  return {
    id,
    name: id,
    group: 'Orders',
    other: false,
    scope: `store/${id}`,
    about: '',
    enabled,
    missingScope: null,
    hooks,
  };
}

/** What a test backend answers a command with. */
export type Answers = Record<string, (args: Record<string, unknown>) => unknown>;

/** A backend that knows these commands, and remembers what it was asked. */
export function backend(answers: Answers): { command: string; args: unknown }[] {
  const asked: { command: string; args: unknown }[] = [];
  mockIPC((command, args) => {
    asked.push({ command, args });
    const answer = answers[command];
    if (!answer) throw new Error(`nobody expected ${command}`);
    return answer(args as Record<string, unknown>);
  });
  return asked;
}

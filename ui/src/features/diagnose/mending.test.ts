import { expect, it } from 'vitest';
import type { Mend } from '$lib/ipc';
import { diagnoseHash, elsewhere, EVERYTHING, mending, remedyOf } from './mending';

const STORE = { app: 3, store: 5 };
const ALL: Mend[] = [
  'address',
  'callbacks',
  'scopes',
  'credentials',
  'install',
  'controlPanel',
  'triggers',
  'hooks',
  'store',
  'stores',
  'keychain',
  'practice',
  'listener',
  'data',
  'missed',
  'wait',
];

it('leads somewhere or does something, unless it passes by itself', () => {
  for (const mend of ALL) {
    const found = mending(mend, STORE);
    if (mend === 'wait') expect(found).toBeNull();
    else expect(found?.hash ?? found?.run, mend).toBeTruthy();
  }
});

it('offers nothing that it cannot lead to', () => {
  const nowhere = { app: null, store: null };
  expect(mending('callbacks', nowhere)).toBeNull();
  expect(mending('hooks', { app: 3, store: null })).toBeNull();
  expect(mending(null, STORE)).toBeNull();
});

it('leads to the store where its app is not known', () => {
  const store = { app: null, store: 5 };
  expect(mending('scopes', store)?.hash).toBe('#/stores/5');
  expect(mending('hooks', store)?.run).toBeTruthy();
});

it('leads nowhere that the user is already', () => {
  expect(elsewhere('install', undefined, STORE)).toBe('install');
  expect(elsewhere('install', 'install', STORE)).toBeNull();
  expect(elsewhere('controlPanel', 'install', STORE)).toBeNull();
  expect(elsewhere('keychain', 'practice', EVERYTHING)).toBe('keychain');
  expect(elsewhere('callbacks', 'install', STORE)).toBe('callbacks');
});

it('looks at what failed, unless it was typed or is gone', () => {
  expect(remedyOf('vaultLocked')?.mend).toBe('keychain');
  expect(remedyOf('addressUnreachable')?.mend).toBe('address');
  expect(remedyOf('internal')).toEqual({ mend: null });
  for (const code of ['validation', 'notFound', 'conflict'] as const)
    expect(remedyOf(code), code).toBeNull();
});

it('names what is looked into', () => {
  expect(diagnoseHash(STORE)).toBe('#/diagnose/store/5');
  expect(diagnoseHash({ app: 3, store: null })).toBe('#/diagnose/app/3');
  expect(diagnoseHash({ app: null, store: null })).toBe('#/diagnose');
});

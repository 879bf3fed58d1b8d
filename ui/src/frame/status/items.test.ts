import { describe, expect, it } from 'vitest';
import { noAddress } from '$lib/ipc/mock/status';
import type { AddressView, StatusView } from '$lib/ipc';
import { addressHash, addressItem, onlyPractice, troubles, runsItems } from './items';

const problem = { title: 'It broke.', meaning: 'So it is.', mend: null, remedy: 'Mend it.' };

const address = (change: Partial<AddressView> = {}): AddressView => ({
  ...noAddress(),
  way: { kind: 'own', url: 'https://hooks.example.com/base' },
  state: 'up',
  url: 'https://hooks.example.com/base',
  reason: 'A nonce came through it.',
  since: 0,
  rttMs: 84.4,
  problem: null,
  ...change,
});

const status = (change: Partial<StatusView> = {}): StatusView => ({
  address: address({ state: 'off', url: null, rttMs: null }),
  listener: { port: 8765, listening: true, problem: null, refused: [] },
  practice: {
    state: 'stopped',
    portalUrl: null,
    controlPanelUrl: null,
    throughAddress: false,
    problem: null,
  },
  eventsToday: 0,
  runs: { open: 0, unknown: 0, succeeded: 0, dead: 0, others: 0 },
  ledger: null,
  disk: null,
  vault: { kind: 'keychain', problem: null },
  fault: null,
  practiceAsked: false,
  home: '/data',
  gap: null,
  closing: 'ask',
  leads: null,
  leaving: null,
  version: '0.1.0',
  ...change,
});

describe('the public address in the bar', () => {
  it('is a word, the host and the round trip', () => {
    const { words, host, roundTrip, tone } = addressItem(address());
    expect([tone, words, host, roundTrip]).toEqual(['good', 'Up', 'hooks.example.com', '84 ms']);
  });

  it('shows no round trip of a time when it worked', () => {
    expect(addressItem(address({ state: 'down' })).roundTrip).toBeNull();
  });

  it('says why only where something is wrong', () => {
    expect(addressItem(address()).why).toBeNull();
    expect(addressItem(address({ state: 'degraded' })).why).toBe('A nonce came through it.');
    expect(addressItem(address({ state: 'down', problem })).why).toBe('So it is.');
  });

  it('tells the problem before the reason', () => {
    expect(addressItem(address({ state: 'down', problem })).about).toBe('So it is.');
  });

  it('shows what is no URL as it is', () => {
    expect(addressItem(address({ url: 'not a url' })).host).toBe('not a url');
  });

  it('leads to the app in sight, else to the preferences', () => {
    expect(addressHash({ screen: 'app', id: 4 })).toBe('#/apps/4/setup/address');
    expect(addressHash({ screen: 'feed' })).toBe('#/preferences/address');
  });
});

describe('the rest of the bar', () => {
  it('says so when practice alone reaches this machine', () => {
    const practice = { ...status().practice, state: 'running' as const };
    expect(onlyPractice(status({ practice }))).toBe(true);
    expect(onlyPractice(status({ practice, address: address() }))).toBe(false);
    expect(onlyPractice(status())).toBe(false);
  });

  it('says of runs what somebody may have to do, and nothing of those that are done', () => {
    const runs = { open: 3, unknown: 1, succeeded: 90, dead: 2, others: 4 };
    const words = runsItems(runs).map((item) => item.words);
    expect(words).toEqual(['1 run to settle', '2 failed runs', '3 runs waiting']);
    expect(runsItems({ ...runs, open: 0, unknown: 0, dead: 0 })).toEqual([]);
  });

  it('is silent while all is well', () => expect(troubles(status())).toEqual([]));

  it('names each trouble', () => {
    const troubled = status({
      ledger: problem,
      listener: { port: 8765, listening: false, problem, refused: [] },
      practice: {
        state: 'failed',
        portalUrl: null,
        controlPanelUrl: null,
        throughAddress: false,
        problem: null,
      },
      vault: { kind: 'memory', problem },
    });
    expect(troubles(troubled).map(({ id }) => id)).toEqual([
      'ledger',
      'listener',
      'vault',
      'practice',
    ]);
  });
});

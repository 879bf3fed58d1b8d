/** What the status bar shows without a backend, by scenario. */
import type {
  AddressView,
  AddressWay,
  PracticeView,
  Problem,
  StatusView,
  TunnelMeans,
} from '../bindings';
import { failedGap, sleptGap } from '../../../features/recovery/mock';
import type { Scenario } from './scenario';

/** The practice BigCommerce as it runs. */
export const PRACTISING: PracticeView = {
  state: 'running',
  portalUrl: 'http://127.0.0.1:8771/portal',
  controlPanelUrl: 'http://127.0.0.1:8772/manage',
  throughAddress: false,
  problem: null,
};

/** The practice BigCommerce as it does not. */
export const RESTING: PracticeView = {
  state: 'stopped',
  portalUrl: null,
  controlPanelUrl: null,
  throughAddress: false,
  problem: null,
};

/** The public half of the app's own SSH key. */
export const PUBLIC_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl patchbay';

/** What a tunnel can start from. */
export function means(listenerPort: number): TunnelMeans {
  return {
    ngrok: true,
    ngrokToken: false,
    cloudflaredToken: false,
    cloudflared: '/usr/local/bin/cloudflared',
    sshAgent: true,
    sshPublicKey: null,
    hostKey: null,
    listenerPort,
  };
}

/** No public address. */
export function noAddress(): AddressView {
  return {
    way: null,
    state: 'off',
    url: null,
    reason: 'No public address is given.',
    since: Date.now(),
    rttMs: null,
    trying: false,
    nextTry: null,
    signals: [],
    hooks: null,
    preflight: [],
    problem: null,
    hostKeyChanged: false,
    outages: 0,
  };
}

/** A public address that works. */
export function addressUp(url: string): AddressView {
  return {
    ...noAddress(),
    way: { kind: 'own', url },
    state: 'up',
    url,
    reason: 'A nonce came through it.',
    since: Date.now() - 3_600_000,
    rttMs: 84.4,
    preflight: [
      { words: 'HTTPS on port 443', met: true, doubt: null },
      { words: 'An answer within a second', met: true, doubt: null },
    ],
  };
}

/** One through a tunnel, with all that is observed of it. */
export function tunnelled(way: AddressWay, url: string): AddressView {
  const by = 'host' in way ? way.host : 'its provider';
  return {
    ...addressUp(url),
    way,
    signals: [
      {
        kind: 'transport',
        state: 'up',
        words: `The tunnel through ${by} is open.`,
        at: Date.now(),
      },
      { kind: 'probe', state: 'up', words: 'A request from outside arrived here.', at: Date.now() },
    ],
  };
}

/** A public address that does not. */
export function addressDown(url: string): AddressView {
  return {
    ...addressUp(url),
    state: 'down',
    rttMs: null,
    preflight: [
      { words: 'HTTPS on port 443', met: true, doubt: null },
      { words: 'A name that leads to a running server', met: false, doubt: null },
      { words: 'An answer within a second', met: null, doubt: null },
    ],
    problem: {
      title: 'Nothing answers at this address.',
      meaning:
        'BigCommerce cannot reach this machine, and will try each trigger again for two days.',
      mend: 'address',
      remedy: 'Start your tunnel or proxy, then test the address again.',
    },
  };
}

const FULL: Problem = {
  title: 'The disk is full.',
  meaning:
    'Nothing is lost: what cannot be stored is not acknowledged, and BigCommerce delivers it again.',
  mend: 'data',
  remedy: 'Free some space on the disk that Patchbay’s data folder is on.',
};

/** The status a scenario begins with. */
export function statusOf(scenario: Scenario): StatusView {
  const url = 'https://hooks.northwind-integrations.example.com';
  const troubled = scenario === 'trouble';
  const address = scenario === 'full' ? addressUp(url) : troubled ? addressDown(url) : noAddress();
  return {
    address,
    listener: {
      port: 8765,
      listening: !troubled,
      problem: troubled ? PORT_TAKEN : null,
      refused: scenario === 'full' ? [{ reason: 'unknown path', count: 12 }] : [],
    },
    practice: scenario === 'setup' ? PRACTISING : RESTING,
    eventsToday: scenario === 'full' ? 1_284 : 0,
    runs: { open: 0, unknown: 0, succeeded: 0, dead: 0, others: 0 },
    ledger: troubled ? FULL : null,
    disk: null,
    vault: { kind: troubled ? 'memory' : 'keychain', problem: troubled ? NO_KEYCHAIN : null },
    fault: null,
    practiceAsked: false,
    home: '/home/ada/.local/share/com.patchbay.desktop',
    gap: scenario === 'full' ? sleptGap() : troubled ? failedGap() : null,
    closing: 'ask',
    leads: null,
    leaving: null,
    version: '0.1.0',
  };
}

const PORT_TAKEN: Problem = {
  title: 'Port 8765 is in use.',
  meaning: 'Another program listens there, so that nothing can arrive.',
  mend: 'listener',
  remedy: 'End that program, or choose another port.',
};

const NO_KEYCHAIN: Problem = {
  title: 'There is no keychain.',
  meaning: 'Secrets are kept in memory, and are gone when Patchbay ends.',
  mend: 'keychain',
  remedy: 'Start your desktop’s keychain, then try again. Practice works without it.',
};

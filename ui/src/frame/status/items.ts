/** What the status bar says of the status, worst first to be read, each with the way to its remedy. */
import { count, formatNumber } from '$lib/format/number';
import type { AddressView, StatusView } from '$lib/ipc';
import { ADDRESS_STATES } from '$lib/state/problems';
import type { Tone } from '$lib/state/problems';
import { wayWords } from '../../features/address/providers';
import { appHash } from '../routes';
import type { Hash, Route } from '../routes';

/** The public address in the bar. */
export interface AddressItem {
  readonly tone: Tone;
  readonly words: string;
  readonly host: string | null;
  readonly roundTrip: string | null;
  /** Why it is not as it should be. */
  readonly why: string | null;
  /** All of it in a sentence, for the pointer and for screen readers. */
  readonly about: string;
}

/** Something that is wrong. */
export interface Trouble {
  readonly id: 'ledger' | 'disk' | 'listener' | 'vault' | 'practice';
  readonly href: Hash;
  readonly tone: 'warn' | 'bad';
  readonly words: string;
  readonly about: string;
}

/** Something that is said of runs. */
export interface RunsItem {
  readonly words: string;
  readonly href: Hash;
}

/** The public address, as it was last observed. */
export function addressItem(address: AddressView): AddressItem {
  const { tone, words } = ADDRESS_STATES[address.state];
  const host = hostOf(address.url);
  const about = aboutAddress(address);
  const measured = address.state === 'up' || address.state === 'degraded';
  const why = tone === 'warn' || tone === 'bad' ? whyOf(address) : null;
  const roundTrip =
    measured && address.rttMs !== null ? `${formatNumber(Math.round(address.rttMs))} ms` : null;
  return { tone, words, host, roundTrip, why, about: about || words };
}

/** Why it is so, how BigCommerce is led here and how far the hooks are. */
function aboutAddress(address: AddressView): string {
  const { way, hooks } = address;
  const why = whyOf(address);
  const by = way && way.kind !== 'own' ? `${wayWords(way)}.` : '';
  const far = hooks?.busy ? `${hooks.inOrder} of ${hooks.wanted} hooks point here.` : '';
  return [why, by, far].filter((part) => part !== '').join(' ');
}

function whyOf({ problem, reason }: AddressView): string {
  return problem?.meaning || problem?.title || reason;
}

/** Where the public address is set: the step of the app in sight, else the preferences. */
export function addressHash(at: Route): Hash {
  return at.screen === 'app' ? appHash(at.id, 'address') : '#/preferences/address';
}

/** Whether nothing but practice reaches this machine. */
export function onlyPractice(status: StatusView): boolean {
  return status.address.state === 'off' && practises(status);
}

/** Whether the practice BigCommerce runs. */
export function practises(status: StatusView): boolean {
  return status.practice.state === 'running' || status.practice.state === 'starting';
}

/** What is wrong besides the public address. */
export function troubles(status: StatusView): Trouble[] {
  return [
    ledgerTrouble(status),
    diskTrouble(status),
    listenerTrouble(status),
    vaultTrouble(status),
    practiceTrouble(status),
  ].filter((trouble) => trouble !== null);
}

/** What is to be said of runs: those that ask, those that failed, and how many wait. */
export function runsItems({ open, unknown, dead }: StatusView['runs']): RunsItem[] {
  const items: (RunsItem & { runs: number })[] = [
    { runs: unknown, words: `${count(unknown, 'run')} to settle`, href: '#/runs' },
    { runs: dead, words: `${count(dead, 'failed run')}`, href: '#/runs/dead' },
    { runs: open, words: `${count(open, 'run')} waiting`, href: '#/orchestrations' },
  ];
  return items.filter(({ runs }) => runs > 0).map(({ words, href }) => ({ words, href }));
}

function ledgerTrouble({ ledger }: StatusView): Trouble | null {
  if (!ledger) return null;
  const href = '#/preferences/folder';
  return { id: 'ledger', href, tone: 'bad', words: 'Nothing can be stored', about: ledger.title };
}

function diskTrouble({ ledger, disk }: StatusView): Trouble | null {
  if (ledger || !disk) return null;
  const href = '#/preferences/data';
  return { id: 'disk', href, tone: 'warn', words: 'Disk nearly full', about: disk.title };
}

function listenerTrouble({ listener }: StatusView): Trouble | null {
  if (listener.listening && !listener.problem) return null;
  const about = listener.problem?.title ?? `Nothing listens on port ${listener.port}.`;
  const href = '#/preferences/listener';
  return { id: 'listener', href, tone: 'bad', words: 'Not listening', about };
}

function vaultTrouble({ vault }: StatusView): Trouble | null {
  if (!vault.problem) return null;
  const words = vault.kind === 'memory' ? 'Secrets in memory only' : 'Keychain not usable';
  const href = '#/preferences/keychain';
  return { id: 'vault', href, tone: 'warn', words, about: vault.problem.title };
}

function practiceTrouble({ practice }: StatusView): Trouble | null {
  if (practice.state !== 'failed') return null;
  const about = practice.problem?.title ?? 'The practice BigCommerce ended by itself.';
  const href = '#/preferences/practice';
  return { id: 'practice', href, tone: 'bad', words: 'Practice failed', about };
}

function hostOf(url: string | null): string | null {
  if (url === null) return null;
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Entries that do something at once. */
import Archive from '@lucide/svelte/icons/archive';
import BookOpen from '@lucide/svelte/icons/book-open';
import Copy from '@lucide/svelte/icons/copy';
import ExternalLink from '@lucide/svelte/icons/external-link';
import FileInput from '@lucide/svelte/icons/file-input';
import FileOutput from '@lucide/svelte/icons/file-output';
import FlaskConical from '@lucide/svelte/icons/flask-conical';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import History from '@lucide/svelte/icons/history';
import KeyRound from '@lucide/svelte/icons/key-round';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LogOut from '@lucide/svelte/icons/log-out';
import Radio from '@lucide/svelte/icons/radio';
import SearchCheck from '@lucide/svelte/icons/search-check';
import type { AppSummary, Page, StatusView } from '$lib/ipc';
import { announce } from '$lib/state/announce.svelte';
import { setups } from '../../features/setups/setups.svelte';
import { gaps } from '../../features/recovery/gaps.svelte';
import { go } from '../router.svelte';
import { shell } from '../shell.svelte';
import { practises } from '../status/items';
import { entry } from './entry';
import type { Entry, PalettePort } from './entry';
import { tryouts } from './tryouts';

type Do = (title: string, icon: Entry['icon'], run: () => unknown, words?: string[]) => Entry;

const act: Do = (title, icon, run, words = []) =>
  entry({ id: `do ${title}`, kind: 'Action', title, icon, run, words });

/** What can be done in this state. */
export function actions(port: PalettePort, status: StatusView | null): Entry[] {
  return [
    ...practice(port, status),
    ...address(port, status),
    ...tryouts(port, status),
    act('Add a store by its API account', KeyRound, () => go('#/stores/add'), ['connect', 'token']),
    open(port, 'Open the developer portal', 'portal'),
    open(port, 'Open the control panel', 'controlPanel', ['apps', 'develop']),
    act('Open the data folder', FolderOpen, () => port.openPage('dataFolder'), ['ledger']),
    act('Back up the ledger to a file', Archive, () => backUp(port), ['backup', 'export', 'save']),
    act('Export the set-up to a file', FileOutput, () => (setups.open = 'export'), [
      'move',
      'share',
    ]),
    act('Import a set-up from a file', FileInput, () => (setups.open = 'import'), ['move']),
    act('Look for missed events', SearchCheck, () => gaps.look(), ['recover', 'reconcile']),
    act('Show what was missed', History, () => (gaps.open = true), ['gaps', 'recovered']),
    act('Show keyboard shortcuts', Keyboard, () => shell.open('shortcuts'), ['keys', 'help']),
    act('Quit Patchbay', LogOut, () => port.wishToQuit(), ['exit', 'close', 'end']),
    open(port, 'Read BigCommerce on callbacks', 'docsCallbacks', ['docs'], BookOpen),
    open(port, 'Read BigCommerce on scopes', 'docsScopes', ['docs'], BookOpen),
    open(port, 'Read BigCommerce on webhooks', 'docsWebhooks', ['docs'], BookOpen),
  ];
}

function open(
  port: PalettePort,
  title: string,
  page: Page,
  words: string[] = [],
  icon: Entry['icon'] = ExternalLink,
): Entry {
  return act(title, icon, () => port.openPage(page), words);
}

function practice(port: PalettePort, status: StatusView | null): Entry[] {
  if (!status) return [];
  if (!practises(status)) return [act('Start practice', FlaskConical, () => start(port))];
  return [
    act('Stop practice', FlaskConical, () => stop(port)),
    open(port, 'Open practice portal', 'practicePortal', ['developer']),
    open(port, 'Open practice control panel', 'practiceControlPanel', ['store']),
  ];
}

async function backUp(port: PalettePort): Promise<void> {
  if (await port.backUp()) announce('The backup was written', 'good');
}

async function start(port: PalettePort): Promise<void> {
  const { problem } = await port.startPractice();
  if (problem) announce(`${problem.title} ${problem.remedy}`, 'bad');
  else announce('Practice was started', 'good');
}

async function stop(port: PalettePort): Promise<void> {
  await port.stopPractice();
  announce('Practice was stopped', 'good');
}

function address(port: PalettePort, status: StatusView | null): Entry[] {
  if (!status?.address.url) return [];
  return [act('Test the public address', Radio, () => probe(port), ['probe', 'tunnel'])];
}

async function probe(port: PalettePort): Promise<void> {
  const { state, problem, reason } = await port.testAddress();
  if (state === 'up') announce('The public address works', 'good');
  else announce(problem ? `${problem.title} ${problem.remedy}` : reason, 'bad');
}

/** Copying the callback URL of each app that has one. */
export function callbackUrls(port: PalettePort, apps: readonly AppSummary[]): Entry[] {
  const called = apps.filter(({ kind }) => kind === 'oauth');
  return called.map((app) =>
    entry({
      id: `copy callback ${app.id}`,
      kind: 'Action',
      title: `Copy callback URL of ${app.name}`,
      icon: Copy,
      words: ['auth', 'load', 'clipboard'],
      run: () => copyCallbackUrl(port, app.id),
    }),
  );
}

async function copyCallbackUrl(port: PalettePort, id: number): Promise<void> {
  const { callbacks } = await port.app(id);
  const url = callbacks.find(({ kind }) => kind === 'auth')?.url;
  if (!url) return announce('There is no callback URL before there is a public address', 'bad');
  await port.copyText(url);
  announce('Copied the callback URL', 'good');
}

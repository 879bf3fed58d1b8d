/** The keys that work on every screen. */
import { hasCommand, isTyping } from '$lib/format/keys';
import { ipc } from '$lib/ipc';
import { go } from './router.svelte';
import type { Hash } from './routes';
import { shell } from './shell.svelte';

/** Screens by the letter that follows G. */
const SCREENS: Readonly<Record<string, Hash>> = {
  c: '#/catalog',
  s: '#/stores',
  f: '#/feed',
  a: '#/actions',
  o: '#/orchestrations',
  d: '#/diagnose',
  p: '#/preferences',
};

/** How long after G its letter is awaited, in milliseconds. */
export const PATIENCE = 1_200;

let leaderAt = Number.NEGATIVE_INFINITY;

/** Acts on a key, and says whether it did. `now` is in milliseconds, from any start. */
export function pressed(event: KeyboardEvent, now: number = event.timeStamp): boolean {
  const key = event.key.toLowerCase();
  if (hasCommand(event)) return command(key, event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
  if (isTyping(event.target) || isCovered(event.target)) return false;
  return letter(key, now);
}

/** Whether a dialog or menu lies over the page and has the keys. */
function isCovered(target: EventTarget | null): boolean {
  if (shell.sheet !== 'none') return true;
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}

function letter(key: string, now: number): boolean {
  const afterLeader = now - leaderAt <= PATIENCE;
  leaderAt = Number.NEGATIVE_INFINITY;
  if (afterLeader && SCREENS[key]) return goTo(SCREENS[key]);
  if (key === 'g') leaderAt = now;
  else if (key === '?') shell.open('shortcuts');
  else return false;
  return true;
}

function goTo(hash: Hash): boolean {
  go(hash);
  return true;
}

/** A key that is held asks once: asking again would be an answer. */
function quit(repeat: boolean): void {
  if (!repeat) void ipc.wishToQuit();
}

function command(key: string, { repeat, shiftKey }: KeyboardEvent): boolean {
  if (key === 'k') shell.toggle('palette');
  else if (key === 'b') shell.toggleRail();
  else if (key === 'q' && !shiftKey) quit(repeat);
  else return false;
  return true;
}

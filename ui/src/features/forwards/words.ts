/** Forwards in words. */
import ArrowUpRight from '@lucide/svelte/icons/arrow-up-right';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleX from '@lucide/svelte/icons/circle-x';
import Clock from '@lucide/svelte/icons/clock';
import Globe from '@lucide/svelte/icons/globe';
import Monitor from '@lucide/svelte/icons/monitor';
import Network from '@lucide/svelte/icons/network';
import type { AttemptView, ForwardState, ForwardView, Reach } from '$lib/ipc';
import { count } from '$lib/format/number';

/** Where an address leads, in words. */
export const REACHES: Record<Reach, { word: string; means: string; icon: typeof Globe }> = {
  machine: {
    word: 'This machine',
    means: 'It leads to a program on this machine.',
    icon: Monitor,
  },
  network: { word: 'Your network', means: 'It leads into your own network.', icon: Network },
  internet: { word: 'Internet', means: 'It leads out into the internet.', icon: Globe },
};

/** How a forward stands, in words. */
export const STATES: Record<ForwardState, { word: string; icon: typeof Globe; tone: string }> = {
  waiting: { word: 'Waiting', icon: Clock, tone: 'warn' },
  delivered: { word: 'Delivered', icon: CircleCheck, tone: 'good' },
  failed: { word: 'Given up', icon: CircleX, tone: 'bad' },
};

/** The mark of what was sent by hand. */
export const BY_HAND = { word: 'by hand', icon: ArrowUpRight };

/** "503 Restarting", "It could not be reached: …". */
export function attemptWords({ status, said }: AttemptView): string {
  return [status === null ? '' : String(status), said].filter(Boolean).join(' ');
}

/** "2 attempts, the last: 503 Restarting". */
export function lastWords({ attempts }: ForwardView): string {
  const last = attempts.at(-1);
  if (!last) return 'Not sent yet';
  return attemptWords(last);
}

/** "in 4 s", "in 12 min", "now". */
export function untilWords(at: number, now: number): string {
  const left = Math.ceil((at - now) / 1_000);
  if (left <= 0) return 'any moment';
  if (left < 60) return `in ${left} s`;
  if (left < 3_600) return `in ${Math.round(left / 60)} min`;
  return `in ${Math.round(left / 3_600)} h`;
}

/** "3 waiting, 1 given up"; nothing when all arrived. */
export function lackWords(waiting: number, failed: number): string {
  const parts = [
    waiting > 0 ? `${count(waiting, 'event')} waiting` : '',
    failed > 0 ? `${failed} given up` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

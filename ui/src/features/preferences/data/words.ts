/** What is kept, what goes and what a backup holds, in words. */
import { count, formatNumber } from '$lib/format/number';
import { formatSize } from '$lib/format/size';
import { dayOf } from '$lib/format/time';
import type { AppWithoutSecrets, DataView, RemovalPreview } from '$lib/ipc';

/** "1,284,003 events in 1,291,044 deliveries, since 3 Mar 2026." */
export function summary({ events, deliveries, oldest }: DataView): string {
  if (events === 0 || oldest === null) return 'There are no events yet.';
  const since = dayOf(oldest);
  return `${count(events, 'event')} in ${count(deliveries, 'delivery', 'deliveries')}, since ${since}.`;
}

/** What goes, in a sentence: "12,345 events until 3 Mar 2026, about 8 MB." */
export function goesNow({ events, latest, bytes }: RemovalPreview): string {
  if (events === 0) return 'Nothing goes now.';
  const until = latest === null ? '' : ` until ${dayOf(latest)}`;
  return `${count(events, 'event')}${until}, about ${formatSize(bytes)}.`;
}

/** What stays for its marks, in a sentence; nothing when there is none. */
export function staysMarked({ kept }: RemovalPreview): string | null {
  if (kept === 0) return null;
  const which = kept === 1 ? 'event stays: it is' : 'events stay: they are';
  return `${formatNumber(kept)} older ${which} pinned, labelled or noted.`;
}

/** What an app needs after a restore, in a sentence. */
export function needs({ app, kind, clientSecret, stores }: AppWithoutSecrets): string {
  if (kind === 'storeAccount') return `${app}: give the credentials of its API account again.`;
  const again = count(stores, 'store has', 'stores have');
  if (!clientSecret) return `${app}: ${again} to install it again.`;
  if (stores === 0) return `${app}: give its Client Secret again.`;
  return `${app}: give its Client Secret again; ${again} to install it again.`;
}

/** What a backup holds that may take a damaged ledger's place, in words. */
import { count } from '$lib/format/number';
import { exactTime } from '$lib/format/time';
import type { ContentsView } from '$lib/ipc';

/** A backup that was looked at. */
export interface Looked {
  readonly name: string;
  readonly contents: ContentsView;
}

/** "is whole. It holds 2 apps, 3 stores and 1,204 events, the newest of 22 Nov 2026, 10:04:11." */
export function held({ apps, stores, events, newest }: ContentsView): string {
  const parts = `${count(apps.length, 'app')}, ${count(stores, 'store')} and ${count(events, 'event')}`;
  const until = newest === null ? '' : `, the newest of ${exactTime(newest)}`;
  return `is whole. It holds ${parts}${until}.`;
}

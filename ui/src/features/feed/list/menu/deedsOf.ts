/** What can be done with one event, as its menu offers it. */
import Download from '@lucide/svelte/icons/download';
import type { FeedRow } from '$lib/ipc';
import type { Deeds } from '../../deeds';
import type { MenuGroup } from './menu';

/** The entries for a row. */
export function deedsOf({ id }: FeedRow, deeds: Deeds): MenuGroup {
  return [
    {
      kind: 'item',
      label: 'Export…',
      icon: Download,
      keys: ['E'],
      run: () => deeds.export(deeds.with(id)),
    },
  ];
}

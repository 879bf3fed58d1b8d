/** What can be done with one event, as its menu offers it. */
import Download from '@lucide/svelte/icons/download';
import GitCompare from '@lucide/svelte/icons/git-compare';
import Pin from '@lucide/svelte/icons/pin';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import type { FeedRow } from '$lib/ipc';
import type { Deeds } from '../../deeds';
import type { MenuGroup } from './menu';

/** The entries for a row. */
export function deedsOf({ id, pinned }: FeedRow, deeds: Deeds): MenuGroup {
  return [
    {
      kind: 'item',
      label: 'Replay…',
      icon: RotateCcw,
      keys: ['R'],
      run: () => deeds.replay(deeds.with(id)),
    },
    {
      kind: 'item',
      label: 'Compare with the previous',
      icon: GitCompare,
      keys: ['D'],
      run: () => deeds.compare([id]),
    },
    {
      kind: 'item',
      label: pinned ? 'Unpin' : 'Pin',
      icon: Pin,
      keys: ['P'],
      run: () => deeds.pin(deeds.with(id)),
    },
    {
      kind: 'item',
      label: 'Export…',
      icon: Download,
      keys: ['E'],
      run: () => deeds.export(deeds.with(id)),
    },
  ];
}

/** Actions on what an event is about, as its menu offers them. */
import Zap from '@lucide/svelte/icons/zap';
import { go } from '$frame/router.svelte';
import type { FeedRow } from '$lib/ipc';
import { subjectOf } from '../../../actions/list/list';
import { desk } from '../../../actions/session.svelte';
import type { MenuGroup } from './menu';

/** The entry for a row; none where no action takes what it is about. */
export function actionsOn(row: FeedRow): MenuGroup {
  const subject = subjectOf(row);
  if (!subject) return [];
  const run = (): void => {
    desk.about(subject);
    go('#/actions');
  };
  const label = `Run an action on this ${row.resourceType}…`;
  return [{ kind: 'item', label, icon: Zap, run }];
}

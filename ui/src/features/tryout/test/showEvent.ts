/** Showing an event in the feed, from any screen. */
import { go } from '$frame/router.svelte';
import { feed, selection } from '../../feed/session.svelte';

/** Goes to the feed and opens the event there. */
export function showEvent(id: number): void {
  feed.resume();
  selection.choose(id);
  feed.hold.selected(true);
  go('#/feed');
}

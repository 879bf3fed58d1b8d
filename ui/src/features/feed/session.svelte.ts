/** The feed's state. It outlives the screen, so that coming back finds the same filter and row. */
import { Detail } from './model/detail.svelte';
import { Feed } from './model/feed.svelte';
import { Selection } from './model/selection.svelte';
import { port } from './port';
import { Surroundings } from './surroundings.svelte';

/** Everything the feed's screen shows. */
export interface FeedSession {
  readonly feed: Feed;
  readonly selection: Selection;
  readonly detail: Detail;
  readonly surroundings: Surroundings;
}

let session: FeedSession | null = null;

/** The one session there is. */
export function feedSession(): FeedSession {
  session ??= {
    feed: new Feed(port),
    selection: new Selection(),
    detail: new Detail(port),
    surroundings: new Surroundings(port),
  };
  return session;
}

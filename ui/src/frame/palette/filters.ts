/** Entries that show the feed under a filter the user saved. */
import ListFilter from '@lucide/svelte/icons/list-filter';
import type { SavedFilter } from '$lib/ipc';
import { feed } from '../../features/feed/session.svelte';
import { go } from '../router.svelte';
import { entry } from './entry';
import type { Entry } from './entry';

/** The saved filters. */
export function filters(all: readonly SavedFilter[]): Entry[] {
  return all.map(({ id, name, conditions }) =>
    entry({
      id: `filter ${id}`,
      kind: 'Filter',
      title: `Feed: ${name}`,
      icon: ListFilter,
      words: ['saved', 'filter', 'search'],
      run: () => {
        go('#/feed');
        return feed.setFilter(conditions);
      },
    }),
  );
}

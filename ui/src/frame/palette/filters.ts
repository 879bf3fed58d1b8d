/** Entries that show the feed under a filter with a name. */
import ListFilter from '@lucide/svelte/icons/list-filter';
import { type Preset, PRESETS } from '../../features/feed/filter/presets';
import { feed } from '../../features/feed/session.svelte';
import { go } from '../router.svelte';
import { entry } from './entry';
import type { Entry } from './entry';

/** The saved filters, and those that are always there. */
export function filters(saved: readonly Preset[]): Entry[] {
  return [...saved, ...PRESETS].map(({ name, conditions }) =>
    entry({
      id: `filter ${name}`,
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

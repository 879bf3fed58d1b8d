/** Entries that export and import events. */
import Download from '@lucide/svelte/icons/download';
import Upload from '@lucide/svelte/icons/upload';
import { exports, feed, imports, selection } from '../../features/feed/session.svelte';
import { go } from '../router.svelte';
import { entry } from './entry';
import type { Entry } from './entry';

const WORDS = ['events', 'json', 'ndjson', 'csv', 'har', 'file', 'save', 'download'];

/** Exports and imports. */
export function transfers(): Entry[] {
  const act = (id: string, title: string, icon: Entry['icon'], run: () => unknown) =>
    entry({ id, kind: 'Action', title, icon, words: WORDS, run: () => (go('#/feed'), run()) });
  const { marked } = selection;
  const ofFilter = act('export filter', 'Export what the feed shows', Download, () =>
    exports.ask([], feed.filter),
  );
  const ofMarked = act('export selected', 'Export the selected events', Download, () =>
    exports.ask([...marked], feed.filter),
  );
  const into = act('import', 'Import events from a file', Upload, () => imports.choose());
  return [ofFilter, ...(marked.size > 0 ? [ofMarked] : []), into];
}

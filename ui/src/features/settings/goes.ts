/** What a deletion takes with it, one line each. */
import { count } from '$lib/format/number';
import type { DeletionPreview } from '$lib/ipc';

const NAMED = 3;

/** The lines, without what there is none of. */
export function goes({ kind, stores, hooks, events, secrets }: DeletionPreview): string[] {
  const lines = [
    stores.length > 0 && `The connection to ${named(stores)}`,
    hooks > 0 && `${count(hooks, 'hook')} at BigCommerce`,
    events > 0 && `${count(events, 'event')} in the feed, with every delivery`,
    secrets > 0 && `${count(secrets, 'secret')} in the vault`,
  ];
  const own = kind === 'storeAccount' ? 'The account here' : 'The app itself';
  return [`${own} and its settings`, ...lines.filter((line) => line !== false)];
}

/** What is known to stay behind at BigCommerce, and why, one line a store. */
export function stays({ leftHooks }: DeletionPreview): string[] {
  return leftHooks.map(
    ({ store, hooks, why }) =>
      `${count(hooks, 'hook')} of ${store} will stay at BigCommerce: ${why}.`,
  );
}

function named(stores: readonly string[]): string {
  const shown = stores.slice(0, NAMED).join(', ');
  const more = stores.length - NAMED;
  return more > 0 ? `${shown} and ${count(more, 'more store', 'more stores')}` : shown;
}

/** The backend as the feed asks it. */
import { ipc } from '$lib/ipc';
import type { FeedBatch, Page } from '$lib/ipc';
import type { ChartPort } from './chart/chart.svelte';
import type { ComparePort } from './compare/comparison.svelte';
import type { MarksPort } from './marks/marks.svelte';
import type { BodyPort } from './model/bodies.svelte';
import type { DetailPort } from './model/detail.svelte';
import type { FeedPort } from './model/feed.svelte';
import type { FeedFilter } from './model/filter';
import type { SavedPort } from './model/saved.svelte';
import type { ReplayPort } from './replay/replay.svelte';
import type { SurroundingsPort } from './surroundings.svelte';
import type { ExportPort } from './transfer/exports.svelte';
import type { ImportPort } from './transfer/imports.svelte';

/** Everything the feed's screen asks of the backend. */
export type Port = FeedPort &
  DetailPort &
  SavedPort &
  BodyPort &
  ChartPort &
  ComparePort &
  MarksPort &
  ReplayPort &
  SurroundingsPort &
  ExportPort &
  ImportPort & { openPage(page: Page): Promise<unknown> };

/** The live tail. What is under way when it is left is not heard any more. */
async function follow(
  filter: FeedFilter,
  after: number,
  onBatch: (batch: FeedBatch) => void,
): Promise<() => void> {
  let listening = true;
  const leave = await ipc.followFeed(filter, after, (batch) => {
    if (listening) onBatch(batch);
  });
  return () => {
    listening = false;
    leave();
  };
}

/** The backend. */
export const port: Port = {
  follow,
  chart: (span) => ipc.chart(span),
  page: (query) => ipc.feedPage(query),
  event: (id) => ipc.event(id),
  fetchResource: (eventId) => ipc.fetchResource(eventId),
  resourceLooks: (eventId) => ipc.resourceLooks(eventId),
  body: (deliveryId) => ipc.deliveryBody(deliveryId),
  previousEvent: (id) => ipc.previousEvent(id),
  pinEvents: (ids, pinned) => ipc.pinEvents(ids, pinned),
  labelEvents: (ids, label, on) => ipc.labelEvents(ids, label, on),
  noteEvent: (id, note) => ipc.noteEvent(id, note),
  labels: () => ipc.labels(),
  forwardAddresses: () => ipc.forwardAddresses(),
  replayEvents: (ids, to, edited) => ipc.replayEvents(ids, to, edited),
  catalog: () => ipc.catalog(''),
  stores: () => ipc.stores(null),
  triggers: (appId) => ipc.triggers(appId),
  savedFilters: () => ipc.savedFilters(),
  saveFilter: (name, filter) => ipc.saveFilter(name, [...filter]),
  deleteFilter: (id) => ipc.deleteFilter(id),
  exportEvents: (wanted, take) => ipc.exportEvents(wanted, take),
  countEvents: (query) => ipc.countEvents(query),
  showExport: (number) => ipc.showExport(number),
  chooseImport: (take) => ipc.chooseImport(take),
  importEvents: (number, app, take) => ipc.importEvents(number, app, take),
  cancel: (watch) => void ipc.unwatch(watch).catch(() => undefined),
  openPage: (page) => ipc.openPage(page),
};

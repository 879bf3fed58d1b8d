/** The feed, its transfers and what is kept in the fake backend. */
import { mockChart } from '../../../features/feed/mockChart';
import { mockShape } from '../../../features/feed/mockShape';
import type * as real from '../bindings';
import type { Commands } from './args';
import type { World } from './world';

/** Those of exports and imports. */
export function transferCommands({ transfers }: World) {
  return {
    count_events: ({ query }) => transfers.count(query),
    export_events: ({ wanted, onProgress }) =>
      transfers.export(wanted, (progress) => onProgress.onmessage(progress)),
    show_export: () => console.info('shows the folder'),
    choose_import: ({ onProgress }) =>
      transfers.choose((progress) => onProgress.onmessage(progress)),
    import_events: ({ onProgress }) =>
      transfers.import((progress) => onProgress.onmessage(progress)),
  } satisfies Commands;
}

/** Those of the feed. */
export function feedCommands(world: World) {
  let leave: () => void = () => undefined;
  return {
    delivery_body: ({ deliveryId }) => world.feed.body(deliveryId),
    event: ({ id }) => world.feed.event(id),
    previous_event: ({ id }) => world.feed.previous(id),
    pin_events: ({ ids, pinned }) => world.feed.marks.pin(ids, pinned),
    label_events: ({ ids, label, on }) => world.feed.marks.label(ids, label, on),
    note_event: ({ id, note }) => world.feed.marks.note(id, note),
    labels: () => world.feed.marks.labels(),
    chart: ({ span }) => mockChart(span),
    feed_page: ({ query }) => world.feed.page(query),
    payload_shape: ({ eventId }) => mockShape(eventId),
    fetch_resource: ({ eventId }) => world.feed.looks.fetch(eventId),
    resource_looks: ({ eventId }) => world.feed.looks.kept(eventId),
    follow_feed: ({ conditions, onBatch }) => {
      leave();
      leave = world.feed.follow(conditions, (batch) => onBatch.onmessage(batch));
      return 0;
    },
    saved_filters: () => world.filters,
    save_filter: ({ name, conditions }) => world.keepFilter(name, conditions),
    delete_filter: ({ id }) => {
      world.filters = world.filters.filter((one) => one.id !== id);
    },
  } satisfies Commands;
}

/** Those of what is kept. */
export function dataCommands(world: World) {
  const { data } = world;
  const look = async (file: string) =>
    (await data.long('lookAtBackup')) ? data.contents(file) : null;
  const { backups } = data.view;
  return {
    watch_data: ({ onData }) => world.hear('data', () => onData.onmessage(data.view)),
    retention_preview: ({ appId, rule }) => data.preview(appId, rule),
    set_retention: ({ appId, rule }) => data.keep(appId, rule),
    clearing_preview: ({ appId, markedToo }) => data.all(appId, markedToo),
    clear_events: ({ appId }) => data.clear(appId),
    back_up: () => data.long('backUp'),
    look_at_backup: () => look('patchbay-2026-11-01.db'),
    look_at_kept_backup: ({ name }) => look(name),
    forget_backup: () => undefined,
    restore_backup: (): real.Startup => ({ kind: 'ready' }),
    set_daily_backups: ({ kept }) => data.set({ backups: { ...backups, daily: kept } }),
    delete_backup: ({ name }) =>
      data.set({ backups: { ...backups, files: backups.files.filter((it) => it.name !== name) } }),
    check_ledger: async () => ((await data.long('check')) ? data.found() : null),
    remake_index: () => undefined,
    stop_task: () => data.stop(),
  } satisfies Commands;
}

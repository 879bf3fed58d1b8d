/** Orchestrations in the fake backend. */
import { POINTS } from '../../../features/orchestrations/mock/documents';
import { preview } from '../../../features/orchestrations/mock/expressions';
import { paletteOf, startsOf } from '../../../features/orchestrations/mock/palette';
import { knownOf } from '../../../features/orchestrations/mock/sample';
import type * as real from '../bindings';
import type { Commands } from './args';
import { failure, type World } from './world';

/** Those that change what is there, and the list. */
export function orchestrationCommands(world: World) {
  const { orchestrations: all } = world;
  return {
    orchestrations: () => all.rows(),
    orchestration: ({ id }) => there(all.view(id)),
    starting_points: () => startingPoints(),
    orchestration_palette: () => paletteOf(world.forwards),
    new_orchestration: ({ begin }) => all.begin(there(all.wanted(begin))),
    save_draft: ({ id, draft }) => there(all.save(id, draft)),
    set_orchestration_stores: ({ id, stores }) => there(all.setStores(id, stores)),
    order_orchestrations: ({ ids }) => all.order(ids),
    delete_orchestration: ({ id }) => all.delete(id),
    enable_orchestration: ({ id }) => enabled(world, id),
    disable_orchestration: ({ id }) => there(all.enable(id, false)),
    ...versionCommands(world),
    ...expressionCommands(world),
  } satisfies Commands;
}

function versionCommands({ orchestrations: all }: World) {
  return {
    publish_orchestration: ({ id, note }) => {
      const stands = there(all.view(id)).findings.find(({ severity }) => severity === 'error');
      if (stands) throw failure('validation', stands.message, stands.remedy);
      return there(all.publish(id, note));
    },
    orchestration_version: ({ versionId }) => there(all.version(versionId), 'version'),
    compare_versions: ({ id, from, to }) => all.compare(id, from, to),
  } satisfies Commands;
}

function expressionCommands({ orchestrations: all }: World) {
  return {
    sample_context: ({ id, eventId }): real.SampleContext => {
      const known = JSON.stringify(knownOf(there(all.view(id)).draft), null, 2);
      if (all.view(id)?.versions.length === 0)
        return {
          known,
          eventId: null,
          from: 'A sample of the connector: no event has started it yet',
        };
      return { known, eventId: eventId ?? 250, from: 'Order 118 was created · Northwind Outdoor' };
    },
    preview_expression: ({ text, known }) =>
      preview(text, JSON.parse(known) as Record<string, unknown>),
  } satisfies Commands;
}

function there<T>(found: T | undefined, what = 'orchestration'): T {
  if (found === undefined)
    throw failure('notFound', `This ${what} is not there any more.`, 'Go back to the list.');
  return found;
}

function startingPoints(): real.StartingPoint[] {
  return Object.entries(POINTS).map(([id, document]) => ({
    id,
    name: document.name,
    about: document.notes ?? '',
    starts: startsOf(document),
  }));
}

function enabled({ orchestrations: all }: World, id: number): real.OrchestrationRow {
  const { row } = there(all.view(id));
  if (!row.published)
    throw failure(
      'conflict',
      'Nothing of this orchestration is published.',
      'Publish it first: what is published is what runs.',
    );
  if (row.stores.length === 0)
    throw failure(
      'conflict',
      'No store is chosen, so no event would start it.',
      'Choose the stores that it is for.',
    );
  return there(all.enable(id, true));
}

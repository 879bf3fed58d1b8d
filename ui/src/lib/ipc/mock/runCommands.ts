/** Runs in the fake backend. */
import type { Commands } from './args';
import { failure, type World } from './world';

/** Those of runs. */
export function runCommands(world: World) {
  const { runs } = world;
  const there = <T>(found: T | undefined): T => {
    if (found === undefined)
      throw failure('notFound', 'This run is not there any more.', 'Go back to the list.');
    return found;
  };
  return {
    orchestrations: () => runs.orchestrations(),
    runs: ({ filter, before }) => runs.list(filter, before),
    run: ({ runId }) => there(runs.view(runId)),
    try_out: ({ wanted: { orchestrationId, storeId, eventId, dry } }) =>
      runs.begin({ orchestrationId, storeId, eventId, dry, version: null }),
    start_by_hand: ({ id, storeId, input }) =>
      isObject(input) ? runs.begin({ orchestrationId: id, storeId }) : refuse(input),
    replay_run: ({ replay }) =>
      replay.trigger === null || isObject(replay.trigger)
        ? there(runs.replay(replay))
        : refuse(replay.trigger),
    cancel_run: ({ runId }) => there(runs.cancel(runId)),
    resume_run: ({ runId }) => there(runs.goOn(runId)),
    requeue_run: ({ runId }) => there(runs.goOn(runId)),
    dismiss_run: ({ runId }) => there(runs.dismiss(runId)),
    note_run: ({ runId, note }) => there(runs.note(runId, note)),
    say_of_run: ({ runId, place, said, made }) => {
      if (made !== null && !isJson(made)) refuse(made);
      return there(runs.say(runId, place, said, made));
    },
    dead_runs: () => runs.dead(),
    requeue_dead_runs: ({ orchestrationId, code }) => runs.eachDead(orchestrationId, code, 'goOn'),
    dismiss_dead_runs: ({ orchestrationId, code }) =>
      runs.eachDead(orchestrationId, code, 'dismiss'),
  } satisfies Commands;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isObject = (text: string) => isJson(text) && /^\s*\{/.test(text);

function refuse(text: string): never {
  const message = isJson(text) ? 'A JSON object is needed.' : 'This is no JSON.';
  throw failure('validation', message, 'Correct it and try again.', 'payload');
}

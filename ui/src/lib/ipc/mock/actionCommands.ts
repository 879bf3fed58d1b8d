/** Actions and calls in the fake backend. */
import type * as real from '../bindings';
import type { Args, Commands } from './args';
import { FORMS } from '../../../features/actions/mock';
import { failure, type World } from './world';

/** Those of actions. */
export function actionCommands(world: World) {
  const { actions } = world;
  const there = <T>(found: T | undefined, what: string): T => {
    if (found === undefined)
      throw failure('notFound', `This ${what} is not there any more.`, 'Go back to the list.');
    return found;
  };
  const form = (id: string) => there(actions.form(id), 'action');
  return {
    actions: () => FORMS.map(({ action }) => action),
    action: ({ id }) => form(String(id)),
    preview_action: ({ storeId, action, input }) =>
      actions.preview(form(action), world.store(storeId), input),
    action_options: ({ place, typed }) => actions.options(place, typed),
    run_action: (args) => run(world, form(args.action), args),
    calls: ({ filter, before }) => actions.list(filter, before),
    call: ({ callId }) => there(actions.call(callId), 'call'),
    look_for_call: ({ callId }) => actions.look(callId),
    settle_call: ({ callId, settled }) => there(actions.settle(callId, settled), 'call'),
    forget_calls: ({ storeId }) => actions.forget(storeId),
  } satisfies Commands;
}

/** How long a page takes, in milliseconds. */
const TAKES = 250;
const PAGES = 12;
const ITEMS = 50;

async function run(world: World, form: real.ActionForm, args: Args): Promise<real.CallView> {
  const { storeId, action, input, run: as, onProgress } = args;
  const store = world.store(storeId);
  const { faults, asks } = world.actions.preview(form, store, input);
  const [fault] = faults;
  if (fault) throw failure('validation', `${fault.place}: ${fault.words}.`, 'Correct it.');
  if (store.state !== 'connected')
    throw failure('conflict', 'The store is not connected.', 'Look at the store’s page for why.');
  if (asks !== null && !as.confirmed)
    throw failure('conflict', `${action} has to be confirmed.`, 'Confirm it.');
  const tell = (progress: real.ActionProgress) => onProgress.onmessage(progress);
  return world.actions.run(form, store, input, as, (say) => everyPage(world, say), tell);
}

async function everyPage(
  world: World,
  tell: (progress: real.ActionProgress) => void,
): Promise<number> {
  let stopped = false;
  const watch = world.cancellable(() => (stopped = true));
  let pages = 0;
  while (pages < PAGES && !stopped) {
    await new Promise((resolve) => setTimeout(resolve, TAKES));
    pages += 1;
    tell({ watch, pages, items: pages * ITEMS });
  }
  return pages;
}

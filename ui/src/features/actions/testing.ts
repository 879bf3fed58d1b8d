/** A backend of actions for tests: the made-up one, each answer of which a test may change. */
import { vi } from 'vitest';
import type { ActionProgress, CallView, StoreRow } from '$lib/ipc';
import { mockRows, mockStores } from '../stores/mock';
import { FORMS, MockActions } from './mock';
import type { ActionsPort } from './port';

/** A promise that the test keeps. */
export function later<T>(): { promise: Promise<T>; give: (value: T) => void } {
  let give: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (give = resolve));
  return { promise, give };
}

/** The stores, one in each state. */
export const STORES: StoreRow[] = mockRows(mockStores());

/** It. */
export function backend(used = true) {
  const actions = new MockActions(used);
  const form = (id: string) => FORMS.find(({ action }) => action.id === id) ?? FORMS[0];
  const store = (id: number) => mockStores().find((one) => one.id === id) ?? mockStores()[0];
  const there = <T>(found: T | undefined): T => {
    if (found === undefined) throw new Error('not there');
    return found;
  };
  const port = {
    actions: vi.fn(async () => FORMS.map(({ action }) => action)),
    action: vi.fn(async (_: string, id: string) => there(form(id))),
    storeRows: vi.fn(async () => STORES),
    previewAction: vi.fn(async (storeId: number, action: string, text: string) =>
      actions.preview(there(form(action)), there(store(storeId)), text),
    ),
    actionOptions: vi.fn(async (_: number, _action: string, place: string, _input: string, typed) =>
      actions.options(place, String(typed)),
    ),
    runAction: vi.fn(
      async (
        storeId: number,
        action: string,
        text: string,
        as: { confirmed: boolean; everyPage: boolean; repeats: number | null },
        _tell: (progress: ActionProgress) => void,
      ): Promise<CallView> =>
        actions.run(
          there(form(action)),
          there(store(storeId)),
          text,
          as,
          async () => 1,
          () => undefined,
        ),
    ),
    calls: vi.fn(async (filter, before) => actions.list(filter, before)),
    call: vi.fn(async (id: number) => there(actions.call(id))),
    lookForCall: vi.fn(async (id: number) => actions.look(id)),
    settleCall: vi.fn(async (id: number, settled) => there(actions.settle(id, settled))),
    forgetCalls: vi.fn(async (storeId: number | null) => actions.forget(storeId)),
    unwatch: vi.fn(async () => null),
  } satisfies ActionsPort;
  return port;
}

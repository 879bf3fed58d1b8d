/** Steps that nobody filled in. */
import type { ActionRow, Document, DocumentStep, StepDo } from '$lib/ipc';
import { freeId, idsOf } from './ids';
import type { StepKind } from './steps';

/** A condition to fill in. */
export const BLANK_ROW = { row: { left: '', as: 'text', op: 'equals', right: '' } } as const;

const FRESH: Readonly<Record<Exclude<StepKind, 'action'>, () => StepDo>> = {
  http: () => ({ http: { origin: '', method: 'POST', path: '/' } }),
  if: () => ({ if: { condition: { ...BLANK_ROW }, then: [], else: [] } }),
  switch: () => ({ switch: { value: '', cases: [{ equals: [], steps: [] }], otherwise: [] } }),
  for_each: () => ({ for_each: { list: '', as: 'item', on_error: 'stop', steps: [] } }),
  delay: () => ({ delay: { for_s: 60 } }),
  set: () => ({ set: {} }),
  forward: () => ({ forward: { address: '' } }),
  notify: () => ({ notify: { title: '', text: '' } }),
  stop: () => ({ stop: { ending: 'succeed', message: '' } }),
};

const IDS: Readonly<Record<Exclude<StepKind, 'action'>, string>> = {
  http: 'request',
  if: 'check',
  switch: 'choose',
  for_each: 'each',
  delay: 'wait',
  set: 'values',
  forward: 'forward',
  notify: 'tell',
  stop: 'end',
};

/** A step of a kind, with an id that is not taken. */
export function fresh(document: Document, kind: Exclude<StepKind, 'action'>): DocumentStep {
  return { id: freeId(IDS[kind], idsOf(document)), do: FRESH[kind]() };
}

/** A step that is an action. */
export function freshAction(document: Document, { connector, id }: ActionRow): DocumentStep {
  return {
    id: freeId(id.replace(/^(get|list|create|update)_/, ''), idsOf(document)),
    do: { action: { connector, action: id, input: {} } },
  };
}

/** Forms of made-up actions, with nothing but what each needs. */
import type { ActionForm, ActionInput, ActionRow, InputChoice, InputKind } from '$lib/ipc';

type Given = Partial<ActionInput>;

/** An input. */
export function input(id: string, name: string, kind: InputKind, given: Given = {}): ActionInput {
  return {
    id,
    name,
    kind,
    about: null,
    of: null,
    fields: [],
    required: false,
    oneOf: null,
    more: false,
    choices: [],
    asksStore: false,
    searches: false,
    after: [],
    like: null,
    ...given,
  };
}

/** The order that an action is about. */
export const ORDER_ID = input('order_id', 'Order', 'id', { required: true, like: '118' });

/** Which page of a list is read, and how long it is. */
export const PAGES = [
  input('page', 'Page', 'whole', { more: true }),
  input('limit', 'Items a page', 'whole', {
    more: true,
    about: '250 at most; 50 unless you say otherwise.',
  }),
];

/** Choices by what is sent. */
export function choices(of: Readonly<Record<string, string>>): InputChoice[] {
  return Object.entries(of).map(([value, name]) => ({ value, name }));
}

/** What is done when an answer is lost. */
export const LOST = {
  read: 'If its answer is lost, nothing has happened: it changes nothing.',
  again: 'If its answer is lost, it can be sent again: twice is the same as once.',
  look: 'If its answer is lost, Patchbay can look at BigCommerce whether it happened.',
  ask: 'If its answer is lost, nobody can tell whether it happened, and Patchbay asks you.',
};

type Form = Omit<ActionForm, 'action' | 'example' | 'sample'> & {
  readonly example: unknown;
  readonly sample: unknown;
};

/** An action with its form. */
export function form(action: Omit<ActionRow, 'connector'>, given: Partial<Form>): ActionForm {
  const { example = {}, sample = {}, ...rest } = given;
  return {
    action: { connector: 'bigcommerce', ...action },
    hints: [],
    inputs: [],
    pages: false,
    scopes: [],
    lost: LOST.read,
    ...rest,
    example: JSON.stringify(example),
    sample: JSON.stringify(sample, null, 2),
  };
}

/**
 * What is typed into a form, before it is JSON. Every value is kept as the text that was typed, so that
 * an amount never becomes a floating-point number and nothing that is half typed is lost.
 */
import type { ActionInput } from '$lib/ipc';

/** What stands in an input. A switch is "true", "false" or empty. */
export type Draft = string | DraftList | DraftObject;

/** What stands in a list. */
export interface DraftList {
  readonly kind: 'list';
  items: DraftItem[];
}

/** An item; its key stays when others are moved or taken away. */
export interface DraftItem {
  readonly key: number;
  value: Draft;
}

/** What stands in the fields of an object. */
export interface DraftObject {
  readonly kind: 'object';
  readonly fields: Record<string, Draft>;
  /** Of each group of which one input is filled in, the one that is shown. */
  readonly ways: Record<string, string>;
}

let keys = 0;

/** An item with a key that no other has. */
export function item(value: Draft): DraftItem {
  keys += 1;
  return { key: keys, value };
}

/** A form that nobody touched. */
export function blank(inputs: readonly ActionInput[]): DraftObject {
  const fields = Object.fromEntries(inputs.map((input) => [input.id, blankOf(input)]));
  return { kind: 'object', fields, ways: firstWays(inputs) };
}

/** An input that nobody touched. A list that is needed has one item to fill in. */
export function blankOf(input: ActionInput): Draft {
  if (input.kind === 'object') return blank(input.fields);
  if (input.kind !== 'list') return '';
  const needed = input.required || input.oneOf !== null;
  return { kind: 'list', items: needed ? [item(blankItem(input))] : [] };
}

/** An item of a list that nobody touched. */
export function blankItem(input: ActionInput): Draft {
  return input.of === null ? blank(input.fields) : '';
}

function firstWays(inputs: readonly ActionInput[]): Record<string, string> {
  const first = inputs.toReversed().filter(({ oneOf }) => oneOf !== null);
  return Object.fromEntries(first.map(({ id, oneOf }) => [oneOf, id]));
}

/** Whether nothing is filled in, here or further in. */
export function isBlank(draft: Draft): boolean {
  if (typeof draft === 'string') return draft.trim() === '';
  if (draft.kind === 'list') return draft.items.every(({ value }) => isBlank(value));
  return Object.values(draft.fields).every(isBlank);
}

/** The inputs that count: of a group only the one that is shown. */
export function counting(
  inputs: readonly ActionInput[],
  { ways }: DraftObject,
): readonly ActionInput[] {
  return inputs.filter(({ id, oneOf }) => oneOf === null || ways[oneOf] === id);
}

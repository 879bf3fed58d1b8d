/** The order in which a form shows its inputs, and what they are called. */
import type { ActionInput, InputKind } from '$lib/ipc';

/** One input, or several of which one is filled in. */
export interface Part {
  readonly id: string;
  readonly inputs: readonly ActionInput[];
  /** The group's name; null of an input by itself. */
  readonly group: string | null;
}

/** A form: what is needed first, then what most fill in, then the rest. */
export interface Parts {
  readonly shown: readonly Part[];
  readonly more: readonly Part[];
}

/** Arranges inputs. A group stands where its first input does, and one of it is always needed. */
export function arrange(inputs: readonly ActionInput[]): Parts {
  const all = partsOf(inputs);
  const rest = all.filter((part) => !isNeeded(part));
  return {
    shown: [...all.filter(isNeeded), ...rest.filter((part) => !isMore(part))],
    more: rest.filter(isMore),
  };
}

const isNeeded = ({ group, inputs }: Part) => group !== null || inputs.some((one) => one.required);
const isMore = ({ inputs }: Part) => inputs.every((one) => one.more);

function partsOf(inputs: readonly ActionInput[]): Part[] {
  return inputs.flatMap((input): Part[] => {
    const { id, oneOf } = input;
    if (oneOf === null) return [{ id, inputs: [input], group: null }];
    const members = inputs.filter((one) => one.oneOf === oneOf);
    return members[0] === input ? [{ id, inputs: members, group: oneOf }] : [];
  });
}

const WIDE: readonly InputKind[] = ['longText', 'json', 'list', 'object'];

/** Whether it has a line for itself. */
export function isWide({ kind }: ActionInput): boolean {
  return WIDE.includes(kind);
}

/** What a place is called: `items/0/quantity` is "Items 1, Quantity". */
export function placeName(inputs: readonly ActionInput[], place: string): string {
  const names: string[] = [];
  let fields = inputs;
  for (const part of place.split('/').filter(Boolean)) {
    const input = fields.find(({ id }) => id === part);
    if (input) {
      names.push(input.name);
      fields = input.fields;
    } else if (/^\d+$/.test(part)) names.push(`${names.pop() ?? ''} ${Number(part) + 1}`.trim());
    else names.push(part);
  }
  return names.join(', ');
}

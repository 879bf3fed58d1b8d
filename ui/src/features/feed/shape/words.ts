/** The shape of payloads, in words. */
import { count, formatNumber } from '$lib/format/number';
import type { DifferenceView, JsonKind, ShapeView } from '$lib/ipc';

const KINDS: Record<JsonKind, string> = {
  null: 'null',
  boolean: 'true or false',
  number: 'a number',
  text: 'text',
  list: 'a list',
  object: 'an object',
};

/** "text or null"; the most frequent first. */
export function kindsOf(kinds: readonly JsonKind[]): string {
  return kinds.map((kind) => KINDS[kind]).join(' or ');
}

/** A path as it is shown: the payload itself has none. */
export function pathOf(path: string): string {
  return path === '' ? 'The payload' : path;
}

/** What about a field, after its path: "is new: none of 1,203 others has it." */
export function told(difference: DifferenceView, { others }: ShapeView): string {
  const some = (having: number) => someOf(having, others);
  switch (difference.difference) {
    case 'new':
      return `is new: ${some(difference.others)} it.`;
    case 'missing':
      return `is missing: ${some(difference.others)} it.`;
    case 'retyped':
      return retyped(difference);
  }
}

function retyped({ kinds, usual, others }: DifferenceView): string {
  const [is, was] = [kindsOf(kinds), kindsOf(usual)];
  if (others === 0) return `is ${is} here, ${was} in the others.`;
  return `is ${is} here and in ${count(others, 'other')}, ${was} in the rest.`;
}

function someOf(having: number, others: number): string {
  if (having === 0) return `none of ${formatNumber(others)} others has`;
  if (having >= others) return `all ${formatNumber(others)} others have`;
  if (having === 1) return `one of ${formatNumber(others)} others has`;
  return `${formatNumber(having)} of ${formatNumber(others)} others have`;
}

/** "3 fields are not as in 1,203 other payloads of Order Updated". */
export function summary({ differing, others }: ShapeView, trigger: string): string {
  const fields = differing === 1 ? 'One field is' : `${formatNumber(differing)} fields are`;
  return `${fields} not as in ${formatNumber(others)} other payloads of ${trigger}`;
}

/** How many of a hundred payloads have a field: "all", "97 %", "under 1 %". */
export function share(payloads: number, all: number): string {
  if (all === 0 || payloads >= all) return 'all';
  const percent = Math.floor((payloads * 100) / all);
  return percent < 1 ? 'under 1 %' : `${percent} %`;
}

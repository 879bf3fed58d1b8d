/** Which actions are listed, and in which order. */
import type { ActionRow, FeedRow } from '$lib/ipc';

/** Something of a store that actions are looked for, as an event is about it. */
export interface Subject {
  readonly storeId: number;
  /** The input it fills in, `order_id`. */
  readonly input: string;
  /** Its id. */
  readonly value: string;
  /** "Order 118". */
  readonly name: string;
}

/** Actions that stand together. */
export interface Group {
  readonly name: string;
  readonly actions: readonly ActionRow[];
}

/** The actions that a search and a subject leave, by group. */
export function groupsOf(
  actions: readonly ActionRow[],
  typed: string,
  subject: Subject | null,
): Group[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = actions.filter(
    (row) => (subject === null || takes(row, subject)) && words.every((word) => has(row, word)),
  );
  const names = [...new Set(found.map(({ group }) => group))];
  return names.map((name) => ({ name, actions: found.filter(({ group }) => group === name) }));
}

/** The place of the action that is meant: the first whose name begins so, or has it all, or the first. */
export function bestOf(found: readonly ActionRow[], typed: string): number {
  const words = typed.trim().toLowerCase();
  const name = (row: ActionRow) => row.name.toLowerCase();
  const begins = found.findIndex((row) => name(row).startsWith(words));
  if (begins >= 0) return begins;
  const has = found.findIndex((row) =>
    words.split(/\s+/).every((word) => name(row).includes(word)),
  );
  return has >= 0 ? has : found.length > 0 ? 0 : -1;
}

function has({ name, id, group, call, about }: ActionRow, word: string): boolean {
  return [name, id, group, call, about].some((text) => text.toLowerCase().includes(word));
}

const takes = ({ call }: ActionRow, { input }: Subject) => call.includes(`{${input}}`);

const KINDS: Readonly<Record<string, string>> = {
  order: 'order_id',
  cart: 'cart_id',
  product: 'product_id',
  refund: 'refund_id',
  customer: 'customer_id',
};

/** What an event is about, if an action may take it. */
export function subjectOf(row: FeedRow): Subject | null {
  const { resourceType, resourceId, resource, storeId } = row;
  const input = KINDS[resourceType];
  if (!input || resourceId === '') return null;
  return { storeId, input, value: resourceId, name: resource };
}

/** Narrowing the feed to events like one, or hiding them. */
import Eye from '@lucide/svelte/icons/eye';
import EyeOff from '@lucide/svelte/icons/eye-off';
import type { FeedRow, Term } from '$lib/ipc';
import { type FeedFilter, excludes, narrowedTo, withConditions } from '../../model/filter';
import { shortenIds } from '../../model/shorten';
import { VERDICT_MARKS, VERDICTS } from '../../model/words';
import type { MenuBranch, MenuGroup, MenuItem } from './menu';

/** Something two events can have in common. */
interface Likeness {
  readonly name: string;
  readonly value: string;
  /** What only such events meet. */
  readonly only: readonly Term[];
  /** What to exclude so that no such event is left. */
  readonly hidden: readonly Term[];
}

/** The entries for a row. */
export function alike(
  row: FeedRow,
  filter: FeedFilter,
  change: (filter: FeedFilter) => void,
): MenuGroup {
  const likenesses = likenessesOf(row);
  const only = ({ only }: Likeness) => narrowedTo(filter, only);
  const hide = ({ hidden }: Likeness) => withConditions(filter, hidden.map(excludes));
  const branch = (
    label: string,
    icon: MenuBranch['icon'],
    to: (one: Likeness) => FeedFilter,
  ): MenuBranch => ({
    kind: 'branch',
    label,
    ...(icon && { icon }),
    items: likenesses.map((one) => itemOf(one, () => change(to(one)))),
  });
  return [
    branch('Show only ones like this', Eye, only),
    branch('Hide ones like this', EyeOff, hide),
  ];
}

function itemOf({ name, value }: Likeness, run: () => void): MenuItem {
  return { kind: 'item', label: name, about: value, run };
}

function likenessesOf(row: FeedRow): Likeness[] {
  const is: Term = { field: 'is', value: VERDICT_MARKS[row.verdict] };
  const store: Term = { field: 'store', value: row.storeId };
  return [
    ...triggerOf(row),
    { name: 'Store', value: row.store, only: [store], hidden: [store] },
    ...resourceOf(row),
    { name: 'Verdict', value: VERDICTS[row.verdict].word, only: [is], hidden: [is] },
  ];
}

/** A trigger that is none of the connector's has no id to ask for. */
function triggerOf({ trigger, triggerId }: FeedRow): Likeness[] {
  if (triggerId === null) return [];
  const term: Term = { field: 'trigger', value: triggerId };
  return [{ name: 'Trigger', value: trigger, only: [term], hidden: [term] }];
}

/** Excluding its kind would hide every order for the sake of one. */
function resourceOf({ resource, resourceType, resourceId }: FeedRow): Likeness[] {
  if (resourceId === '') return [];
  const id: Term = { field: 'id', value: resourceId };
  const only: Term[] = [{ field: 'resource', value: resourceType }, id];
  return [
    { name: `This ${nounOf(resourceType)}`, value: shortenIds(resource), only, hidden: [id] },
  ];
}

function nounOf(type: string): string {
  return type.replaceAll('_', ' ');
}

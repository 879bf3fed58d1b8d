/** The scopes of an app as they are edited and copied. */
import type { AppView, PortalRow, ScopeMend, ScopeView } from '$lib/ipc';

/** What the user chose besides the mandatory scopes. */
export interface Chosen {
  additional: string[];
  custom: string[];
}

/** The choice as it stands. */
export function chosenOf(app: AppView): Chosen {
  const ids = (kind: ScopeView['kind']) =>
    app.scopes.chosen.filter((scope) => scope.kind === kind).map((scope) => scope.id);
  return { additional: ids('additional'), custom: ids('custom') };
}

/** The choice with one more documented scope. */
export function withScope({ additional, custom }: Chosen, id: string): Chosen {
  return { additional: additional.includes(id) ? additional : [...additional, id], custom };
}

/** The choice with one more typed scope. */
export function withCustom({ additional, custom }: Chosen, id: string): Chosen {
  return { additional, custom: custom.includes(id) ? custom : [...custom, id] };
}

/** The choice without a scope. */
export function without({ additional, custom }: Chosen, id: string): Chosen {
  const others = (list: string[]) => list.filter((one) => one !== id);
  return { additional: others(additional), custom: others(custom) };
}

/** The choice after the one click that mends it. */
export function mended(chosen: Chosen, mend: ScopeMend): Chosen {
  if (mend.kind === 'add') return withScope(chosen, mend.scope);
  const less = without(chosen, mend.scope);
  return mend.kind === 'remove' ? less : withScope(less, mend.by);
}

/** What that click is called. */
export function mendWords(mend: ScopeMend): string {
  if (mend.kind === 'add') return 'Add';
  if (mend.kind === 'remove') return 'Remove';
  return mend.by === `${mend.scope}_read_only` ? 'Use read-only' : `Use ${mend.by}`;
}

/** The same for who does not see what it stands beside. */
export function mendLabel(mend: ScopeMend): string {
  if (mend.kind === 'add') return `Add ${mend.scope}`;
  if (mend.kind === 'remove') return `Remove ${mend.scope}`;
  return `Use ${mend.by} in place of ${mend.scope}`;
}

/** How it is told once it is done. */
export function mendedWords(mend: ScopeMend): string {
  if (mend.kind === 'add') return `${mend.scope} was added`;
  if (mend.kind === 'remove') return `${mend.scope} was removed`;
  return `${mend.by} is asked for in place of ${mend.scope}`;
}

/** Scopes of one row of the portal together, in the order rows first come. */
export function byRow(scopes: readonly ScopeView[]): { row: string; scopes: ScopeView[] }[] {
  const rows = new Map<string, ScopeView[]>();
  for (const scope of scopes) rows.set(scope.row, [...(rows.get(scope.row) ?? []), scope]);
  return [...rows].map(([row, list]) => ({ row, scopes: list }));
}

/** The scopes that have every typed word in their id, row, level or description. */
export function findScopes(scopes: readonly ScopeView[], typed: string): ScopeView[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return scopes.filter(({ id, row, level, about }) => {
    const text = `${id} ${row} ${level} ${about}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The whole checklist as text, for a colleague or a ticket. */
export function checklistText(app: AppView): string {
  const { rows, chosen } = app.scopes;
  const custom = chosen.filter((scope) => scope.row === '');
  return [
    `Permissions & scopes of ${app.name}`,
    '',
    'In the developer portal, on the Scopes tab:',
    ...rows.map(rowText),
    ...(custom.length > 0 ? ['', 'Custom scopes:'] : []),
    ...custom.map(({ id }) => `- ${id}`),
    '',
    'Then press Save changes and Confirm new scopes.',
    '',
  ].join('\n');
}

function rowText({ row, oldRow, level, oldLevel, scopes }: PortalRow): string {
  const older = oldRow === row ? oldLevel : `${oldRow}: ${oldLevel}`;
  return `- ${row}: ${level} (older portal: ${older}) – ${scopes.join(', ')}`;
}

/** The triggers of an app by what they are listed under, and which of them are shown. */
import type { TriggerView } from '$lib/ipc';

/** Triggers that are listed together. */
export interface TriggerGroup {
  readonly name: string;
  readonly triggers: readonly TriggerView[];
}

/** From how many on they are searched. */
export const SEARCH_FROM = 9;

/**
 * The groups, in the order in which they first occur. Of the other webhooks, a hundred, only those
 * that are on are shown unless they are asked for or searched.
 */
export function groupsOf(
  triggers: readonly TriggerView[],
  typed: string,
  withOthers: boolean,
): TriggerGroup[] {
  const text = typed.trim().toLowerCase();
  const shown = triggers.filter((trigger) =>
    text === '' ? withOthers || !trigger.other || trigger.enabled : tells(trigger, text),
  );
  const groups = new Map<string, TriggerView[]>();
  for (const trigger of shown) {
    groups.set(trigger.group, [...(groups.get(trigger.group) ?? []), trigger]);
  }
  return [...groups].map(([name, own]) => ({ name, triggers: own }));
}

/** How many of the other webhooks are off, and so are not shown by themselves. */
export function othersOff(triggers: readonly TriggerView[]): number {
  return triggers.filter(({ other, enabled }) => other && !enabled).length;
}

function tells({ name, group, scope, about }: TriggerView, text: string): boolean {
  return [name, group, scope, about].some((part) => part.toLowerCase().includes(text));
}

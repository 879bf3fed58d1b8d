/** Kinds of steps in words and pictures, and what a step does in one line. */
import Bell from '@lucide/svelte/icons/bell';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import CircleStop from '@lucide/svelte/icons/circle-stop';
import Forward from '@lucide/svelte/icons/forward';
import Globe from '@lucide/svelte/icons/globe';
import ListTree from '@lucide/svelte/icons/list-tree';
import Repeat from '@lucide/svelte/icons/repeat';
import Split from '@lucide/svelte/icons/split';
import Variable from '@lucide/svelte/icons/variable';
import Zap from '@lucide/svelte/icons/zap';
import type { Component } from 'svelte';
import type { DocumentStep, Palette } from '$lib/ipc';
import { count } from '$lib/format/number';
import { kindOf, type StepKind } from '../model/steps';
import { conditionWords } from './conditions';
import { durationWords } from './durations';

/** A kind of step. */
export interface KindWords {
  readonly name: string;
  readonly about: string;
  readonly icon: Component<{ size?: number | string }>;
}

/** Kinds of steps. */
export const KIND_WORDS: Readonly<Record<StepKind, KindWords>> = {
  action: { name: 'Action', about: 'Does something on the store.', icon: Zap },
  http: { name: 'HTTP request', about: 'Asks a saved address of yours.', icon: Globe },
  if: { name: 'If', about: 'One of two ways, by a condition.', icon: Split },
  switch: { name: 'Switch', about: 'One of several ways, by a value.', icon: ListTree },
  for_each: { name: 'For each', about: 'The same for every item of a list.', icon: Repeat },
  delay: { name: 'Delay', about: 'Waits, also while Patchbay is closed.', icon: CirclePause },
  set: { name: 'Set values', about: 'Keeps values by a name, for later steps.', icon: Variable },
  forward: { name: 'Forward', about: 'Sends the event on to a saved address.', icon: Forward },
  notify: { name: 'Notify', about: 'Shows a notification on this desktop.', icon: Bell },
  stop: { name: 'Stop', about: 'Ends the run, well or badly.', icon: CircleStop },
};

/** What a step is called: an action by its own name. */
export function nameOf(step: DocumentStep, palette: Palette): string {
  const { action } = step.do;
  if (!action) return KIND_WORDS[kindOf(step)].name;
  const known = palette.actions.find(
    ({ id, connector }) => id === action.action && connector === action.connector,
  );
  return known?.name ?? action.action;
}

/** What it does, in a few words. */
export function wordsOf({ do: work }: DocumentStep, palette: Palette): string {
  const address = (id: string) =>
    palette.addresses.find((one) => one.id === id)?.name ?? 'no address yet';
  if (work.action) return inputWords(work.action.input ?? {});
  if (work.http) return `${work.http.method} ${work.http.path} · ${address(work.http.origin)}`;
  if (work.if) return conditionWords(work.if.condition);
  if (work.switch) return work.switch.value || 'by nothing yet';
  if (work.for_each) return work.for_each.list || 'of no list yet';
  if (work.delay)
    return work.delay.until === undefined
      ? durationWords(work.delay.for_s)
      : `until ${work.delay.until}`;
  if (work.set) return Object.keys(work.set).join(', ') || 'nothing yet';
  if (work.forward) return `to ${address(work.forward.address)}`;
  if (work.notify) return work.notify.title || 'no title yet';
  const ending = work.stop.ending === 'succeed' ? 'succeeded' : 'failed';
  return [ending, work.stop.message].filter(Boolean).join(': ');
}

function inputWords(input: Readonly<Record<string, unknown>>): string {
  const filled = Object.values(input).filter((value) => value !== '' && value !== null);
  const [first] = filled;
  if (filled.length === 1 && typeof first === 'string') return first;
  return filled.length === 0 ? '' : count(filled.length, 'field');
}

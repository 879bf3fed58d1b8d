/** Inputs of actions in words. */
import type { ActionInput, InputKind } from '$lib/ipc';

const KINDS: Readonly<Record<InputKind, string>> = {
  text: 'Text',
  longText: 'Text',
  email: 'E-mail address',
  url: 'URL',
  id: 'Id',
  whole: 'Whole number',
  number: 'Number',
  money: 'Amount, such as 12.50',
  switch: 'true or false',
  date: 'Date and time',
  choice: 'One of those below',
  list: 'List',
  object: 'Fields',
  json: 'JSON',
};

/** What goes into it. */
export function hintOf({ kind, about, oneOf }: ActionInput): string {
  const one = oneOf === null ? null : 'Only one of this kind is filled in.';
  return [about ?? `${KINDS[kind]}.`, one].filter(Boolean).join(' ');
}

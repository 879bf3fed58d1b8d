/** Steps that can be added. */
import type { ActionRow, Document, DocumentStep, Palette } from '$lib/ipc';
import { fresh, freshAction } from '../model/fresh';
import { KINDS } from '../model/steps';
import { KIND_WORDS, type KindWords } from './kinds';

/** A step that can be added. */
export interface Offer extends KindWords {
  readonly id: string;
  readonly group: string;
  make(document: Document): DocumentStep;
}

/** All of them: what leads a run first, then actions. */
export function offersOf({ actions }: Palette): Offer[] {
  const kinds = KINDS.filter((kind) => kind !== 'action').map((kind) => ({
    ...KIND_WORDS[kind],
    id: kind,
    group: 'Steps',
    make: (document: Document) => fresh(document, kind),
  }));
  return [...kinds, ...actions.map(ofAction)];
}

function ofAction(action: ActionRow): Offer {
  const { connector, id, name, about, group } = action;
  return {
    id: `action ${connector} ${id}`,
    name,
    about,
    group,
    icon: KIND_WORDS.action.icon,
    make: (document) => freshAction(document, action),
  };
}

/** What an action can do to a store, in words. */
import CircleDollarSign from '@lucide/svelte/icons/circle-dollar-sign';
import Eye from '@lucide/svelte/icons/eye';
import Pencil from '@lucide/svelte/icons/pencil';
import Trash2 from '@lucide/svelte/icons/trash-2';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { ActionDanger, ActionRow } from '$lib/ipc';

/** A danger in words. */
export interface DangerWords {
  readonly word: string;
  readonly means: string;
  readonly icon: typeof Eye;
  readonly tone: 'quiet' | 'warn' | 'bad';
}

/** Of an action that is any call: what it can do, its method says. */
const ANY: DangerWords = {
  word: 'Any call',
  means: 'GET reads, POST and PUT change, DELETE takes away: you are asked before that is sent.',
  icon: TriangleAlert,
  tone: 'warn',
};

/** What an action can do, in words. */
export function dangerOf({ call, danger }: Pick<ActionRow, 'call' | 'danger'>): DangerWords {
  return call === '' ? ANY : DANGERS[danger];
}

/** Every danger in words. */
const DANGERS: Record<ActionDanger, DangerWords> = {
  reads: { word: 'Reads', means: 'It changes nothing.', icon: Eye, tone: 'quiet' },
  writes: { word: 'Changes', means: 'It adds or changes something.', icon: Pencil, tone: 'quiet' },
  destructive: {
    word: 'Takes away',
    means: 'It takes something away. You are asked before it is sent.',
    icon: Trash2,
    tone: 'bad',
  },
  money: {
    word: 'Moves money',
    means: 'It moves money. You are asked before it is sent.',
    icon: CircleDollarSign,
    tone: 'warn',
  },
};

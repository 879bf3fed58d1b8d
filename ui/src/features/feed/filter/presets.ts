/** Filters that are always there, beside those the user saved. */
import type { SavedFilter } from '$lib/ipc';
import { wants } from '../model/filter';

/** A filter by name. */
export type Preset = Pick<SavedFilter, 'name' | 'conditions'>;

/** Quarantined deliveries. */
export const QUARANTINED: Preset = {
  name: 'Quarantined',
  conditions: [wants({ field: 'is', value: 'quarantined' })],
};

/** All of them. */
export const PRESETS: readonly Preset[] = [
  QUARANTINED,
  { name: 'Delivered more than once', conditions: [wants({ field: 'is', value: 'duplicate' })] },
  {
    name: 'Failed deliveries',
    conditions: [wants({ field: 'resource', value: 'webhook' })],
  },
  { name: 'Pinned', conditions: [wants({ field: 'is', value: 'pinned' })] },
];

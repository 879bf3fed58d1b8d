import { describe, expect, it } from 'vitest';
import type { DeletionPreview } from '$lib/ipc';
import { goes, stays } from './goes';

const NOTHING: DeletionPreview = {
  kind: 'oauth',
  name: 'App',
  stores: [],
  hooks: 0,
  leftHooks: [],
  events: 0,
  secrets: 0,
};

describe('what a deletion takes with it', () => {
  it('is named line by line, with no more than three stores by name', () => {
    const stores = ['Alder', 'Birch', 'Cedar', 'Dogwood'];
    expect(goes({ ...NOTHING, stores, hooks: 16, events: 1204, secrets: 6 })).toEqual([
      'The app itself and its settings',
      'The connection to Alder, Birch, Cedar and 1 more store',
      '16 hooks at BigCommerce',
      '1,204 events in the feed, with every delivery',
      '6 secrets in the vault',
    ]);
  });

  it('leaves out what there is none of', () => {
    const lines = goes({ ...NOTHING, secrets: 1 });
    expect(lines).toEqual(['The app itself and its settings', '1 secret in the vault']);
  });

  it('calls an API account by its name', () => {
    const [own] = goes({ ...NOTHING, kind: 'storeAccount' });
    expect(own).toBe('The account here and its settings');
  });

  it('does not promise what it cannot delete', () => {
    const leftHooks = [{ store: 'Alder', hooks: 4, why: 'the token is dead' }];
    expect(stays({ ...NOTHING, leftHooks })).toEqual([
      '4 hooks of Alder will stay at BigCommerce: the token is dead.',
    ]);
    expect(stays(NOTHING)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { placeIn, sectionsOf, settingsHash, setupHash } from './place';

const at = (hash: string) => placeIn(hash.slice(2).split('/'));

describe('the place within an app', () => {
  it('is what its own hashes name', () => {
    expect(at(setupHash(7, 'scopes'))).toEqual({ kind: 'setup', step: 'scopes' });
    expect(at(settingsHash(7, 'delete'))).toEqual({ kind: 'settings', section: 'delete' });
  });

  it('is left open when no step is named, or one there is not', () => {
    expect(at(setupHash(7))).toEqual({ kind: 'setup', step: null });
    expect(at('#/apps/7/setup/nonsense')).toEqual({ kind: 'setup', step: null });
    expect(at('#/apps/7')).toEqual({ kind: 'any' });
  });

  it('has no section for what an API account has not', () => {
    const gone = sectionsOf('oauth').filter((one) => !sectionsOf('storeAccount').includes(one));
    expect(gone).toEqual(['callbacks', 'scopes', 'install']);
  });

  it('is the first section when the settings have none of that name', () => {
    expect(at('#/apps/7/settings/nonsense')).toEqual({ kind: 'settings', section: 'general' });
  });
});

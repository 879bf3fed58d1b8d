import { describe, expect, it } from 'vitest';
import { mockStores } from './mock';
import { sortStores, storeName } from './search';

describe('the order of stores', () => {
  it('puts what waits for the user first, then goes by name', () => {
    const sorted = sortStores(mockStores());
    expect(sorted[0]?.state).toBe('held');
    const connected = sorted.filter((store) => store.state === 'connected').map(storeName);
    expect(connected).toEqual([...connected].sort((one, other) => one.localeCompare(other, 'en')));
    expect(sorted.at(-1)?.state).toBe('uninstalled');
  });

  it('calls a store by its hash until its name is known', () => {
    const held = mockStores().find((store) => store.profile === null);
    expect(held && storeName(held)).toBe(held?.hash);
  });
});

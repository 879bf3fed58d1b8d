import { expect, it } from 'vitest';
import { excludes, ownersOf, wants } from './filter';

it('knows the one app and store that a filter wants', () => {
  const app = wants({ field: 'app', value: 3 });
  const store = wants({ field: 'store', value: 5 });
  expect(ownersOf([])).toEqual({ app: null, store: null });
  expect(ownersOf([app, store])).toEqual({ app: 3, store: 5 });
  expect(ownersOf([store, wants({ field: 'store', value: 6 })]).store).toBeNull();
  expect(ownersOf([excludes({ field: 'store', value: 5 })]).store).toBeNull();
});

import { expect, it } from 'vitest';
import { orchestrated } from './orchestrated';

it('leads to runs, and to those that failed', () => {
  const hashes = orchestrated().map((entry) => {
    entry.run();
    return location.hash;
  });
  expect(hashes).toEqual(['#/runs', '#/runs/dead']);
});

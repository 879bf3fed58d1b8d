import { describe, expect, it } from 'vitest';
import { check } from './testing';
import { grouped, summary } from './words';

describe('what came of the checks', () => {
  it('is said in one line, what fails first', () => {
    const fine = check('disk', 'fine');
    const doubtful = check('clock', 'doubtful');
    const failing = check('token', 'failing', { app: 1, store: 2 });
    expect(summary([fine, fine])).toBe('All is well');
    expect(summary([fine, doubtful])).toBe('Nothing fails; 1 to look at');
    expect(summary([fine, failing])).toBe('1 of 2 checks fails');
    expect(summary([failing, failing, doubtful])).toBe('2 of 3 checks fail, 1 to look at');
  });

  it('is grouped by what it is of, two stores of one name apart', () => {
    const store = (id: number) => check('token', 'fine', { group: 'Northwind', app: 1, store: id });
    const app = check('scopes', 'fine', { group: 'Staging', app: 1 });
    const groups = grouped([check('disk', 'fine'), app, store(1), store(2)]);
    expect(groups.map(({ title }) => title)).toEqual([
      'This machine',
      'App Staging',
      'Store Northwind',
      'Store Northwind',
    ]);
  });
});

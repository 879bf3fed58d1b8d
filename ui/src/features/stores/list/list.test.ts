import { describe, expect, it } from 'vitest';
import { manyStores, mockRows, mockStores } from '../mock';
import { EVERY, pressed, rowName, sortedRows, URGENT, wantedRows } from './list';

const rows = mockRows(mockStores());

describe('the list of stores', () => {
  it('puts what waits for the user first, and what is gone last', () => {
    const sorted = sortedRows(rows, URGENT);
    expect(sorted[0]?.state).toBe('held');
    expect(sorted[1]?.state).toBe('revoked');
    expect(sorted.at(-1)?.state).toBe('uninstalled');
  });

  it('finds stores by every word of what was typed', () => {
    const found = (typed: string) => wantedRows(rows, { ...EVERY, typed }).map(({ hash }) => hash);
    expect(found('g5cd38')).toEqual(['g5cd38']);
    expect(found('NORTHWIND plus')).toEqual(['g5cd38']);
    expect(found('northwind nothing')).toEqual([]);
    expect(found('  ')).toHaveLength(rows.length);
  });

  it('shows those of one app, in one state, or that need attention', () => {
    expect(wantedRows(rows, { ...EVERY, app: 2 }).map(({ appName }) => appName)).toEqual([
      'Practice',
    ]);
    expect(wantedRows(rows, { ...EVERY, state: 'revoked' })).toHaveLength(1);
    const pressing = wantedRows(rows, { ...EVERY, state: 'attention' });
    expect(pressing.map(({ state }) => state).sort()).toEqual(['connected', 'held', 'revoked']);
  });

  it('turns an order round when its column is pressed again', () => {
    const byHooks = pressed(URGENT, 'hooks');
    const [fewest] = sortedRows(rows, byHooks);
    expect(fewest && fewest.hooksActive < fewest.hooksWanted).toBe(true);
    expect(pressed(byHooks, 'hooks')).toEqual({ column: 'hooks', descending: true });
    expect(pressed(byHooks, 'lastEvent').descending).toBe(true);
  });

  it('keeps the order of names among those alike, in either direction', () => {
    const names = sortedRows(rows, { column: 'app', descending: true }).map(rowName);
    const ofOne = sortedRows(wantedRows(rows, { ...EVERY, app: 1 }), URGENT);
    expect(names).toHaveLength(rows.length);
    expect(ofOne.every(({ appId }) => appId === 1)).toBe(true);
  });

  it('is sorted and searched quickly with 500 stores', () => {
    const many = mockRows(manyStores(500));
    const began = performance.now();
    sortedRows(wantedRows(many, { ...EVERY, typed: 'corner' }), {
      column: 'store',
      descending: false,
    });
    expect(performance.now() - began).toBeLessThan(200);
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { FeedRow } from '$lib/ipc';
import { excludes, type FeedFilter, wants } from '../../model/filter';
import { row } from '../../testing';
import { alike } from './alike';

const test = excludes({ field: 'is', value: 'test' });
const created = wants({ field: 'trigger', value: 'order_created' });
const updated = wants({ field: 'trigger', value: 'order_updated' });

function chosen(branch: 'only' | 'hide', label: string, filter: FeedFilter, of: FeedRow) {
  const change = vi.fn();
  const found = alike(of, filter, change)[branch === 'only' ? 0 : 1];
  const items = found?.kind === 'branch' ? found.items : [];
  items.find((item) => item.label === label)?.run();
  return change.mock.lastCall?.[0];
}

describe('events like one', () => {
  it('are shown alone, whatever else of the field was wanted', () => {
    expect(chosen('only', 'Trigger', [test, updated, excludes(created.term)], row(1))).toEqual([
      test,
      created,
    ]);
  });

  it('of one verdict are shown alone', () => {
    expect(chosen('only', 'Verdict', [], row(1, { verdict: 'verifiedStale' }))).toEqual([
      wants({ field: 'is', value: 'stale' }),
    ]);
  });

  it('are hidden, though they were wanted', () => {
    expect(chosen('hide', 'Trigger', [created, test], row(1))).toEqual([
      excludes(created.term),
      test,
    ]);
  });

  it('are of one order by kind and id, and hidden by the id alone', () => {
    const of = row(250);
    expect(chosen('only', 'This order', [], of)).toEqual([
      wants({ field: 'resource', value: 'order' }),
      wants({ field: 'id', value: '250' }),
    ]);
    expect(chosen('hide', 'This order', [], of)).toEqual([excludes({ field: 'id', value: '250' })]);
  });

  it('have in common only what can be asked for', () => {
    const [only] = alike(row(1, { triggerId: null, resourceId: '' }), [], vi.fn());
    const labels = only?.kind === 'branch' ? only.items.map((item) => item.label) : [];
    expect(labels).toEqual(['Store', 'Verdict']);
  });
});

import { expect, it } from 'vitest';
import { parse } from './router.svelte';
import { appHash, railOf, route } from './routes';

const at = (hash: string) => route(parse(hash));

const ACTIONS = { screen: 'actions', action: null, store: null, history: false, call: null };

const RUNS = { screen: 'runs', of: null, event: null, dead: false, run: null };

it.each([
  ['', { screen: 'catalog' }],
  ['#/catalog', { screen: 'catalog' }],
  ['#/feed', { screen: 'feed' }],
  ['#/feed/forwards', { screen: 'forwards' }],
  ['#/feed/nowhere', { screen: 'unknown' }],
  ['#/stores', { screen: 'stores' }],
  ['#/stores/3', { screen: 'store', id: 3 }],
  ['#/apps/2', { screen: 'app', id: 2 }],
  ['#/apps/2/setup', { screen: 'app', id: 2 }],
  ['#/apps/2/setup/scopes', { screen: 'app', id: 2 }],
  ['#/apps/2/settings', { screen: 'app', id: 2 }],
  ['#/apps/two', { screen: 'unknown' }],
  ['#/stores/%E0%A4%A', { screen: 'unknown' }],
  ['#/actions', { ...ACTIONS }],
  ['#/actions/create_refund', { ...ACTIONS, action: 'create_refund' }],
  ['#/actions/create_refund/store/3', { ...ACTIONS, action: 'create_refund', store: 3 }],
  ['#/actions/create_refund/store/x', { screen: 'unknown' }],
  ['#/actions/history', { ...ACTIONS, history: true }],
  ['#/actions/history/12', { ...ACTIONS, history: true, call: 12 }],
  ['#/actions/history/x', { screen: 'unknown' }],
  ['#/orchestrations', { screen: 'orchestrations' }],
  ['#/orchestrations/4', { screen: 'orchestration', id: 4 }],
  ['#/orchestrations/x', { screen: 'unknown' }],
  ['#/runs', { ...RUNS }],
  ['#/runs/of/2', { ...RUNS, of: 2 }],
  ['#/runs/event/9', { ...RUNS, event: 9 }],
  ['#/runs/dead', { ...RUNS, dead: true }],
  ['#/runs/12', { ...RUNS, run: 12 }],
  ['#/runs/of', { screen: 'unknown' }],
  ['#/runs/twelve', { screen: 'unknown' }],
  ['#/nowhere', { screen: 'unknown' }],
])('%s', (hash, expected) => expect(at(hash)).toEqual(expected));

it('leads back to the step it names', () => {
  expect(at(appHash(7, 'address'))).toEqual({ screen: 'app', id: 7 });
});

it('marks one entry of the rail, and none on a screen there is not', () => {
  expect(railOf(at('#/stores/3'))).toBe('stores');
  expect(railOf(at('#/feed/forwards'))).toBe('feed');
  expect(railOf(at('#/apps/2/setup'))).toBe('catalog');
  expect(railOf(at('#/actions/history/12'))).toBe('actions');
  expect(railOf(at('#/orchestrations/4'))).toBe('orchestrations');
  expect(railOf(at('#/diagnose/store/3'))).toBe('diagnose');
  expect(railOf(at('#/runs/12'))).toBe('orchestrations');
  expect(railOf(at('#/nowhere'))).toBeNull();
});

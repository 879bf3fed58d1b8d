import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announcements } from '$lib/state/announce.svelte';
import { statusOf } from '$lib/ipc/mock/status';
import { feed } from '../../features/feed/session.svelte';
import { tryout } from '../../features/tryout/tryout.svelte';
import type { PalettePort } from './entry';
import { PaletteModel } from './palette.svelte';

const card = {
  id: 'bigcommerce',
  name: 'BigCommerce',
  apps: [
    {
      id: 4,
      kind: 'oauth',
      name: 'Orders sync',
      mode: 'live',
      state: 'ready',
      stores: 1,
      next: null,
    },
  ],
};
const callback = (url: string) => ({ callbacks: [{ kind: 'auth', url }] });

const FAULT = { trigger: null, store: null, status: 500, delayS: 0, left: null };

const late = [{ not: false, term: { field: 'is', value: 'stale' } }];

function portWith(change: object = {}): PalettePort {
  return {
    app: vi.fn(async () => callback('https://hooks.example.com/c/k')),
    catalog: vi.fn(async () => [card]),
    copyText: vi.fn(async () => null),
    storeRows: vi.fn(async () => [
      { id: 9, hash: 'g5cd38', appName: 'Orders sync', name: null, domain: null },
    ]),
    actions: vi.fn(async () => [
      {
        connector: 'bigcommerce',
        id: 'create_refund',
        name: 'Create refund',
        group: 'Refunds and payments',
        about: 'Refunds items of an order.',
        call: 'POST /v3/orders/{order_id}/payment_actions/refunds',
        danger: 'money',
      },
    ]),
    savedFilters: vi.fn(async () => [{ id: 3, name: 'Late ones', conditions: late }]),
    ...change,
  } as unknown as PalettePort;
}

async function paletteWith(port: PalettePort, typed = ''): Promise<PaletteModel> {
  const model = new PaletteModel(port, () => null);
  await model.load();
  model.type(typed);
  return model;
}

const first = (model: PaletteModel) => model.found[model.at];

describe('the palette', () => {
  beforeEach(() => {
    announcements.list = [];
  });

  it('reaches screens, apps, stores, actions and settings', async () => {
    const model = await paletteWith(portWith());
    expect(new Set(model.found.map(({ kind }) => kind))).toEqual(
      new Set(['Screen', 'App', 'Store', 'Filter', 'Action', 'Setting']),
    );
  });

  it('goes to the store found by its hash', async () => {
    const model = await paletteWith(portWith(), 'g5cd');
    const found = first(model);
    if (found) await model.run(found);
    expect(location.hash).toBe('#/stores/9');
  });

  it('shows the feed under a saved filter', async () => {
    const model = await paletteWith(portWith(), 'late');
    const found = first(model);
    expect(found?.title).toBe('Feed: Late ones');
    if (found) await model.run(found);
    expect(location.hash).toBe('#/feed');
    expect(feed.filter).toEqual(late);
    await feed.setFilter([]);
  });

  it('leads to an action by its name or path', async () => {
    const model = await paletteWith(portWith(), 'create refund');
    expect(first(model)).toMatchObject({ title: 'Create refund', about: 'Refunds and payments' });
    await first(model)?.run();
    expect(location.hash).toBe('#/actions/create_refund');
    model.type('payment_actions');
    expect(first(model)?.title).toBe('Create refund');
    model.type('run an action');
    await first(model)?.run();
    expect(location.hash).toBe('#/actions');
  });

  it('still reaches the screens when nothing can be asked', async () => {
    const refuses = vi.fn(async () => Promise.reject(new Error('gone')));
    const model = await paletteWith(
      portWith({ catalog: refuses, storeRows: refuses, savedFilters: refuses }),
      'feed',
    );
    expect(first(model)?.title).toBe('Feed');
  });

  it('moves round the ends, and back to the best when typed anew', async () => {
    const model = await paletteWith(portWith());
    model.move(-1);
    expect(model.at).toBe(model.found.length - 1);
    model.move(1);
    expect(model.at).toBe(0);
    model.move(3);
    model.type('zzzz');
    expect(first(model)).toBeUndefined();
  });

  it('puts what was chosen last first', async () => {
    const port = portWith();
    const before = await paletteWith(port, 'preferences');
    const chosen = first(before);
    if (chosen) await before.run(chosen);
    const after = await paletteWith(port);
    expect(first(after)?.title).toBe('Preferences');
    expect(after.recent).toBe(1);
  });

  it('copies an app’s callback URL, and says so', async () => {
    const port = portWith();
    const model = await paletteWith(port, 'copy callback orders');
    const found = first(model);
    if (found) await model.run(found);
    expect(port.copyText).toHaveBeenCalledWith('https://hooks.example.com/c/k');
    expect(announcements.list[0]?.tone).toBe('good');
  });

  it('copies nothing while there is no callback URL', async () => {
    const port = portWith({ app: vi.fn(async () => callback('')) });
    const model = await paletteWith(port, 'copy callback');
    const found = first(model);
    if (found) await model.run(found);
    expect(port.copyText).not.toHaveBeenCalled();
    expect(announcements.list[0]?.tone).toBe('bad');
  });

  it('sends a test, answers with a fault, and stops it while there is one', async () => {
    const clearFault = vi.fn(async () => null);
    const port = portWith({ clearFault });
    expect((await paletteWith(port, 'fault')).found.map(({ title }) => title)).toEqual([
      'Answer with a fault',
    ]);
    const fault = { ...FAULT, until: Date.now() + 60_000 };
    const model = new PaletteModel(port, () => ({ ...statusOf('full'), fault }));
    model.type('stop the fault');
    const [stop] = model.found;
    if (stop) await model.run(stop);
    expect(clearFault).toHaveBeenCalledOnce();
    const [test] = (await paletteWith(port, 'send a test')).found;
    if (test) await model.run(test);
    expect(tryout.open).toBe('test');
    tryout.close();
  });

  it('says why it could not do something', async () => {
    const refusal = { code: 'internal', message: 'No clipboard.', hint: 'Try again.', field: null };
    const port = portWith({ copyText: vi.fn(async () => Promise.reject(refusal)) });
    const model = await paletteWith(port, 'copy callback');
    const found = first(model);
    if (found) await model.run(found);
    expect(announcements.list[0]?.words).toBe('No clipboard. Try again.');
  });
});

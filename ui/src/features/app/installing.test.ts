import type { Channel } from '$lib/ipc/testing';
import { describe, expect, it, vi } from 'vitest';
import type { InstallView } from '$lib/ipc';
import { Installing } from './installing.svelte';
import { backend, storeView } from './testing';

const WAITING: InstallView = {
  stage: 'waiting',
  since: 1,
  openedUrl: 'http://127.0.0.1:1/',
  storeId: null,
  problem: null,
  suspicions: [],
};

function shop(stores: () => unknown) {
  const heard: { tell?: (view: InstallView) => void } = {};
  const asked = backend({
    begin_install: () => WAITING,
    cancel_install: () => null,
    confirm_store: () => null,
    refuse_store: () => null,
    stores,
    watch_install: ({ onInstall }) => {
      heard.tell = (view) => (onInstall as Channel<InstallView>).onmessage(view);
      return null;
    },
  });
  return { asked, heard };
}

describe('an install', () => {
  it('is followed from waiting to the store it brought', async () => {
    let stores = [] as unknown[];
    const { heard } = shop(() => stores);
    const installing = new Installing(7);
    await installing.load();
    await installing.begin({ way: 'controlPanel' });
    expect(installing.running).toBe(true);

    heard.tell?.({ ...WAITING, stage: 'exchanging' });
    expect(installing.running).toBe(true);
    expect(installing.fresh).toBeNull();

    stores = [storeView({ id: 3 })];
    heard.tell?.({ ...WAITING, stage: 'done', storeId: 3 });
    await vi.waitFor(() => expect(installing.fresh?.id).toBe(3));
    expect(installing.running).toBe(false);
  });

  it('says why it could not begin, and waits for nothing', async () => {
    backend({
      begin_install: () => {
        throw { code: 'conflict', message: 'No credentials.', hint: 'Give them.', field: null };
      },
    });
    const installing = new Installing(7);
    await installing.begin({ way: 'controlPanel' });
    expect(installing.act.error?.message).toBe('No credentials.');
    expect(installing.running).toBe(false);
    expect(installing.repeatable).toBe(false);
  });

  it('opens BigCommerce again the same way', async () => {
    const { asked } = shop(() => []);
    const installing = new Installing(7);
    await installing.begin({ way: 'authorize', storeHash: 'g5cd38' });
    await installing.again();
    const begun = asked.filter(({ command }) => command === 'begin_install');
    expect(begun).toHaveLength(2);
    expect(begun[1]?.args).toEqual({ id: 7, way: { way: 'authorize', storeHash: 'g5cd38' } });
  });

  it('stops when the user does not want to wait', async () => {
    shop(() => []);
    const installing = new Installing(7);
    await installing.begin({ way: 'controlPanel' });
    await installing.cancel();
    expect(installing.install?.stage).toBe('cancelled');
    expect(installing.running).toBe(false);
  });

  it('is followed no more once the page looks elsewhere', async () => {
    const asked = backend({ stores: () => [], unwatch: () => null, watch_install: () => 12 });
    const installing = new Installing(7);
    await installing.load();
    installing.close();
    expect(asked.at(-1)).toMatchObject({ command: 'unwatch', args: { watch: 12 } });
  });

  it('asks for a held store by what the user answered, and reads the stores again', async () => {
    const { asked } = shop(() => []);
    const installing = new Installing(7);
    await installing.answer(storeView({ id: 9, state: 'held' }), false);
    expect(asked.map(({ command }) => command)).toEqual(['refuse_store', 'stores']);
  });
});

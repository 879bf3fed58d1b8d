import { beforeEach, expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import type { SetupAppView, SetupTaken } from '$lib/ipc';
import { Bringing, type SetupFile } from './bringing.svelte';

beforeEach(() => vi.restoreAllMocks());

function app(at: number, standing: SetupAppView['standing']): SetupAppView {
  const rest = { connector: 'BigCommerce', clientId: 'abc', stores: 2, keepsCallbacks: true };
  return { at, name: `App ${at}`, standing, ...rest };
}

const FILE: SetupFile = {
  kind: 'ready',
  number: 4,
  file: 'setup.json',
  purpose: 'move',
  exportedAt: 1_000,
  apps: [app(0, { kind: 'new' }), app(1, { kind: 'here', name: 'Staging' })],
  address: 'https://hooks.example.com',
  replacesAddress: false,
  filters: 1,
  forwards: [],
};

const TAKEN: SetupTaken = {
  apps: [{ id: 9, name: 'App 0', clientId: 'abc' }],
  address: true,
  filters: 1,
  forwards: 0,
  left: [],
};

async function chosen(file: Partial<SetupFile> = {}): Promise<Bringing> {
  vi.spyOn(ipc, 'chooseSetup').mockResolvedValue({ ...FILE, ...file });
  const bringing = new Bringing();
  expect(await bringing.choose()).toBe(true);
  return bringing;
}

it('wants what is new, and asks for its secret only', async () => {
  const bringing = await chosen();
  expect(bringing.wanted).toEqual([0]);
  const take = vi.spyOn(ipc, 'takeSetup').mockResolvedValue(TAKEN);
  await bringing.take();
  const wanted = { apps: [0], address: true, filters: true, forwards: true };
  expect(take).toHaveBeenCalledWith(4, wanted);
  const [missing] = bringing.missing;
  if (!missing) throw new Error('nothing is missing');
  vi.spyOn(ipc, 'setCredentials').mockRejectedValueOnce({
    code: 'validation',
    message: 'Too short.',
    hint: '',
    field: 'clientSecret',
  });
  expect(await bringing.give(missing, 'abc', 'x')).toBe(false);
  expect(bringing.missing).toHaveLength(1);
});

it('replaces no address unasked', async () => {
  expect((await chosen({ replacesAddress: true })).address).toBe(false);
  expect((await chosen({ purpose: 'share' })).address).toBe(false);
});

it('has nothing to take when all is here already', async () => {
  const bringing = await chosen({
    apps: [app(0, { kind: 'here', name: 'Staging' })],
    address: null,
    filters: 0,
  });
  expect(bringing.something).toBe(false);
});

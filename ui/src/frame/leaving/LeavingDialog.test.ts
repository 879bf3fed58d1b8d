import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clearMocks, mockIPC } from '$lib/ipc/testing';
import type { LeftHooks, StatusView } from '$lib/ipc';
import { status } from '$lib/state/status.svelte';
import LeavingDialog from './LeavingDialog.svelte';

const user = userEvent.setup();
let asked: [string, unknown][];
let left: LeftHooks[];

beforeEach(() => {
  [asked, left] = [[], []];
  mockIPC((name, args) => {
    asked.push([name, args]);
    return name === 'pause_hooks' ? left : null;
  });
});
afterEach(() => {
  status.now = null;
  clearMocks();
});

async function open(canStay = true): Promise<void> {
  render(LeavingDialog);
  const leaving = { hooks: 12, stores: 3, closes: true, canStay, paused: null };
  status.now = { leaving } as StatusView;
  await screen.findByRole('dialog');
}

const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
const choose = (name: RegExp) => user.click(screen.getByRole('radio', { name }));
const names = () => asked.map(([name]) => name);

it('leaves hooks active unless asked otherwise, and says for how long that is good', async () => {
  await open();
  expect(screen.getByRole('dialog').textContent).toMatch(/12 hooks on 3 stores\s+are active/);
  expect(screen.getByRole('dialog').textContent).toContain('48 hours');
  await press('Quit');
  expect(names()).toEqual(['quit_app']);
});

it('pauses hooks first where that was chosen', async () => {
  await open();
  await choose(/pause hooks/);
  await press('Pause hooks and quit');
  expect(names()).toEqual(['pause_hooks', 'quit_app']);
});

it('names what could not be paused, and does not quit by itself', async () => {
  left = [{ store: 'Northwind', hooks: 4, why: 'BigCommerce could not be reached' }];
  await open();
  await choose(/pause hooks/);
  await press('Pause hooks and quit');
  expect(screen.getByRole('listitem').textContent).toContain('Northwind: 4 hooks');
  left = [];
  await press('Try again');
  expect(names()).toEqual(['pause_hooks', 'pause_hooks', 'quit_app']);
});

it('stays in the tray, and every time where that is wanted', async () => {
  await open();
  await choose(/tray/);
  await user.click(screen.getByRole('checkbox'));
  await press('Keep running');
  expect(asked).toEqual([
    ['set_closing', { closing: 'stay' }],
    ['stay_in_tray', {}],
  ]);
});

it('offers no tray where there is none', async () => {
  await open(false);
  expect(screen.queryByRole('radio', { name: /tray/ })).toBeNull();
});

it('forgets the answer to the question before', async () => {
  await open();
  await choose(/tray/);
  await press('Cancel');
  status.now = { leaving: null } as StatusView;
  await tick();
  status.now = {
    leaving: { hooks: 4, stores: 1, closes: false, canStay: false, paused: null },
  } as StatusView;
  expect(await screen.findByRole('button', { name: 'Quit' })).toBeTruthy();
  expect(screen.queryByRole('checkbox'), 'the window is not what is to be closed').toBeNull();
});

it('does not quit when it is cancelled while hooks are being paused', async () => {
  let paused: (left: LeftHooks[]) => void = () => undefined;
  const pausing = new Promise<LeftHooks[]>((resolve) => (paused = resolve));
  mockIPC((name, args) => {
    asked.push([name, args]);
    return name === 'pause_hooks' ? pausing : null;
  });
  await open();
  await choose(/pause hooks/);
  await press('Pause hooks and quit');
  await press('Cancel');
  paused([]);
  await pausing;
  await tick();
  expect(names()).toEqual(['pause_hooks', 'stay']);
});

it('stays where the question is cancelled', async () => {
  await open();
  await press('Cancel');
  expect(names()).toEqual(['stay']);
});

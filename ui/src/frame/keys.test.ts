import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ipc } from '$lib/ipc';
import { PATIENCE, pressed } from './keys';
import { shell } from './shell.svelte';

function press(key: string, init: KeyboardEventInit = {}, now = 0, on: Element = document.body) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...init });
  let acted = false;
  const listen = (heard: Event) => (acted = pressed(heard as KeyboardEvent, now));
  window.addEventListener('keydown', listen, { once: true });
  on.dispatchEvent(event);
  return acted;
}

function field(): HTMLInputElement {
  return document.body.appendChild(document.createElement('input'));
}

describe('keys of every screen', () => {
  beforeEach(() => {
    shell.close();
    shell.narrow = false;
    document.body.replaceChildren();
  });

  it('asks once while the key that quits is held', () => {
    const asked = vi.spyOn(ipc, 'wishToQuit').mockResolvedValue();
    press('q', { ctrlKey: true });
    expect(press('q', { ctrlKey: true, repeat: true })).toBe(true);
    expect(press('Q', { ctrlKey: true, shiftKey: true })).toBe(false);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('opens and closes the palette with the command key and K, in a field too', () => {
    expect(press('k', { ctrlKey: true }, 0, field())).toBe(true);
    expect(shell.sheet).toBe('palette');
    press('K', { ctrlKey: true });
    expect(shell.sheet).toBe('none');
  });

  it('keeps the rail as it was left', () => {
    press('b', { ctrlKey: true });
    expect(shell.narrow).toBe(true);
    expect(localStorage.getItem('patchbay.rail.narrow')).toBe('yes');
  });

  it.each([
    ['c', '#/catalog'],
    ['s', '#/stores'],
    ['f', '#/feed'],
    ['a', '#/actions'],
    ['p', '#/preferences'],
  ])('goes with G then %s', (key, hash) => {
    press('g');
    expect(press(key, {}, PATIENCE)).toBe(true);
    expect(location.hash).toBe(hash);
  });

  it('forgets G after a while, and after another key', () => {
    press('g');
    expect(press('s', {}, PATIENCE + 1)).toBe(false);
    press('g', {}, 5_000);
    press('x', {}, 5_001);
    expect(press('s', {}, 5_002)).toBe(false);
    expect(location.hash).toBe('');
  });

  it('leaves letters to fields, dialogs and other modifiers', () => {
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    expect(press('?', {}, 0, field())).toBe(false);
    expect(press('?', {}, 0, dialog)).toBe(false);
    expect(press('?', { altKey: true })).toBe(false);
    expect(shell.sheet).toBe('none');
  });

  it('shows the shortcuts with ?', () => {
    expect(press('?', { shiftKey: true })).toBe(true);
    expect(shell.sheet).toBe('shortcuts');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { asksForMenu, hasModifier, isElsewhere, moveOf } from './keys';

function pressedIn(
  markup: { tag: string; role?: string; class?: string },
  key: string,
): KeyboardEvent {
  const element = document.createElement(markup.tag);
  if (markup.role) element.setAttribute('role', markup.role);
  if (markup.class) element.className = markup.class;
  document.body.append(element);
  let seen: { event: KeyboardEvent; path: EventTarget[] } | null = null;
  element.addEventListener('keydown', (event) => (seen = { event, path: event.composedPath() }));
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true });
  element.dispatchEvent(event);
  const path = (seen as { path: EventTarget[] } | null)?.path ?? [];
  Object.defineProperty(event, 'composedPath', { value: () => path });
  return event;
}

describe('the keys of the feed', () => {
  afterEach(() => document.body.replaceChildren());

  it.each([
    ['j', 'next'],
    ['ArrowDown', 'next'],
    ['k', 'previous'],
    ['Home', 'first'],
    ['End', 'last'],
    ['x', undefined],
  ])('%s moves to %s', (key, move) =>
    expect(moveOf(new KeyboardEvent('keydown', { key }))).toBe(move),
  );

  it.each([
    [{ key: 'ContextMenu' }, true],
    [{ key: 'F10', shiftKey: true }, true],
    [{ key: 'F10' }, false],
    [{ key: 'm' }, true],
  ])('asks for the menu with %o: %s', (keys, asks) =>
    expect(asksForMenu(new KeyboardEvent('keydown', keys))).toBe(asks),
  );

  it('leaves keys with a modifier alone', () => {
    const event = new KeyboardEvent('keydown', { key: 'k', ctrlKey: true });
    expect(hasModifier(event)).toBe(true);
    expect(moveOf(event)).toBeUndefined();
  });

  it('leaves keys in fields, menus and dialogs alone', () => {
    expect(isElsewhere(pressedIn({ tag: 'input' }, 'j'))).toBe(true);
    expect(isElsewhere(pressedIn({ tag: 'div', role: 'dialog' }, 'j'))).toBe(true);
    expect(isElsewhere(pressedIn({ tag: 'div' }, 'j'))).toBe(false);
  });

  it('takes Esc in a payload, and nothing else there', () => {
    expect(isElsewhere(pressedIn({ tag: 'div', class: 'cm-editor' }, 'j'))).toBe(true);
    expect(isElsewhere(pressedIn({ tag: 'div', class: 'cm-editor' }, 'Escape'))).toBe(false);
  });
});

/** Which keys move in the feed. Letters work wherever the keyboard is on the screen, save in a field. */
import { isTyping } from '$lib/format/keys';
import type { Move } from './model/selection.svelte';

const MOVES: Record<string, Move> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
};

/** The move a key asks for. */
export function moveOf(event: KeyboardEvent): Move | undefined {
  return hasModifier(event) ? undefined : MOVES[event.key];
}

/** Whether the key asks for the menu of a row: the menu key, Shift+F10, or M. */
export function asksForMenu({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey) || key === 'm';
}

/** Whether a modifier other than Shift is down: then the key is not the feed's. */
export function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/**
 * Whether the key was pressed in a field, a menu or a dialog, which have their own use for it. Esc in a
 * payload is still the feed's: the viewer takes it only to close its own search.
 */
export function isElsewhere(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('.cm-editor')) return event.key !== 'Escape';
  return (
    isTyping(target) || target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}

/** Whether the key was pressed on something that uses arrows and Enter itself: a tab, a button, a splitter. */
export function isOnControl(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement && target.matches('button, a, [role="tab"], [role="separator"]')
  );
}

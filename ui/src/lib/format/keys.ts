/** Keys as this machine's keyboard calls them. */
const mac = /Mac/.test(navigator.userAgent);

/** "⌘K" on a Mac, "Ctrl K" elsewhere. */
export function shortcut(key: string): string[] {
  return [mac ? '⌘' : 'Ctrl', key];
}

/** Whether the event has this machine's modifier for commands, and no other. */
export function hasCommand(event: KeyboardEvent): boolean {
  const wanted = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  return wanted && !other && !event.altKey;
}

/** Whether letters typed now go into a field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

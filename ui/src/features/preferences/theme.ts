/**
 * The theme: the system's, or the one the user prefers. Kept in the page's own storage, and set on the
 * root before anything is drawn.
 */

/** The themes there are. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;

/** A theme. */
export type Theme = (typeof THEMES)[number];

const KEY = 'patchbay.theme';

/** The theme the user prefers. */
export function preferredTheme(storage: Storage = localStorage): Theme {
  const kept = storage.getItem(KEY);
  return THEMES.find((theme) => theme === kept) ?? 'system';
}

/** Prefers a theme from here on. */
export function preferTheme(theme: Theme, storage: Storage = localStorage): void {
  storage.setItem(KEY, theme);
  applyTheme(theme);
}

/** Whether the system asks for more contrast. */
const wish = window.matchMedia('(prefers-contrast: more)');

wish.addEventListener('change', () => applyTheme());

/** Shows a theme. High contrast goes with light or dark, as the system has it. */
export function applyTheme(
  theme: Theme = preferredTheme(),
  root: HTMLElement = document.documentElement,
): void {
  delete root.dataset['theme'];
  delete root.dataset['contrast'];
  if (theme === 'contrast' || wish.matches) root.dataset['contrast'] = 'more';
  if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme;
}

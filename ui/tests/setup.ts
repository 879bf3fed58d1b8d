/** Every test leaves the page as it found it: nothing drawn, no backend, nothing kept, no place. */
import { clearMocks } from '@tauri-apps/api/mocks';
import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';

/** A system without wishes; a test may give it some. jsdom has none of its own. */
class Wish extends EventTarget {
  matches = false;
  media = '';
  onchange = null;
  addListener = (): void => undefined;
  removeListener = (): void => undefined;
}
const wishes = new Map<string, Wish>();

window.matchMedia = (query) => {
  const wish = wishes.get(query) ?? new Wish();
  wishes.set(query, wish);
  return wish;
};

afterEach(() => {
  wishes.forEach((wish) => (wish.matches = false));
  cleanup();
  clearMocks();
  localStorage.clear();
  location.hash = '';
});

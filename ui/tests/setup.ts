/** Every test leaves the page as it found it: nothing drawn, no backend, nothing kept, no place. */
import { clearMocks } from '@tauri-apps/api/mocks';
import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';

afterEach(() => {
  cleanup();
  clearMocks();
  localStorage.clear();
  location.hash = '';
});

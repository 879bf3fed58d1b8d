/** The backend's place in tests: commands and channels answered by the test itself. */
export { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
export type { Channel } from '@tauri-apps/api/core';

import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Nothing may be inlined: the content security policy allows files of our own only.
export default defineConfig({
  plugins: [svelte()],
  base: './',
  resolve: {
    alias: { $lib: at('./src/lib'), $frame: at('./src/frame') },
    ...(process.env['VITEST'] ? { conditions: ['browser'] } : {}),
  },
  build: {
    target: 'safari16.4',
    assetsInlineLimit: 0,
    cssMinify: true,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 450,
  },
  server: { fs: { strict: true } },
  clearScreen: false,
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./tests/setup.ts'],
    restoreMocks: true,
  },
});

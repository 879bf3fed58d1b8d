import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './styles/layers.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/floating.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { applyTheme } from './features/preferences/theme';

async function start(): Promise<void> {
  applyTheme();
  if (import.meta.env.DEV || import.meta.env.MODE === 'mock') {
    const { mockWanted, installMock } = await import('./lib/ipc/mock');
    if (mockWanted()) installMock();
  }
  const target = document.getElementById('app');
  if (target) mount(App, { target });
}

void start();

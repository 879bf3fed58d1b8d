import { render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import type { Mend, Problem } from '$lib/ipc';
import InstallWaiting from './InstallWaiting.svelte';

function suspicion(title: string, mend: Mend): Problem {
  return { title, meaning: 'It is likely.', remedy: 'Look at it.', mend };
}

const SUSPICIONS = [suspicion('Not pasted', 'callbacks'), suspicion('Signed out', 'controlPanel')];

function links(here: Mend): (string | null)[] {
  const install = {
    stage: 'waiting' as const,
    since: 1,
    openedUrl: 'http://127.0.0.1:1/',
    storeId: null,
    problem: null,
    suspicions: SUSPICIONS,
  };
  const oncancel = vi.fn();
  render(InstallWaiting, { app: 7, here, mode: 'live', install, busy: null, oncancel });
  return screen.getAllByRole('link').map((link) => link.getAttribute('href'));
}

it('diagnoses the app once, and mends each suspicion that is not mended here', () => {
  expect(links('install')).toEqual(['#/diagnose/app/7', '#/apps/7/settings/callbacks']);
});

it('leads to the install from elsewhere', () => {
  expect(links('scopes')).toContain('#/apps/7/settings/install');
});

import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { RESTING } from '$lib/ipc/mock/status';
import PracticeStanding from './PracticeStanding.svelte';

it('is started by one button, and diagnosed when it could not be', () => {
  const problem = {
    title: 'Practice could not be started',
    meaning: '',
    remedy: 'Start it again.',
    mend: 'practice' as const,
  };
  render(PracticeStanding, { practice: { ...RESTING, state: 'failed', problem } });
  expect(screen.getAllByRole('button').map((button) => button.textContent.trim())).toEqual([
    'Start it',
  ]);
  expect(screen.getByRole('link', { name: 'Diagnose' }).getAttribute('href')).toBe('#/diagnose');
});

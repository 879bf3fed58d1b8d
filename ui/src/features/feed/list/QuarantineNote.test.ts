import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { statusOf } from '$lib/ipc/mock/status';
import QuarantineNote from './QuarantineNote.svelte';

function shown(refused: { reason: string; count: number }[]): string {
  const status = statusOf('full');
  render(QuarantineNote, { status: { ...status, listener: { ...status.listener, refused } } });
  return screen.getByText(/Refused since|No request/).textContent.replaceAll(/\s+/g, ' ');
}

it('counts what was refused by reason', () => {
  const refused = [
    { reason: 'unknown path', count: 1_200 },
    { reason: 'body too large', count: 3 },
  ];
  expect(shown(refused)).toContain('1,200 unknown path, 3 body too large.');
});

it('says when nothing was', () => {
  expect(shown([])).toContain('No request was refused');
});

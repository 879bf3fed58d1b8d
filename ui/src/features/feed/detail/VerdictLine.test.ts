import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { about } from './testing';
import VerdictLine from './VerdictLine.svelte';

it('leads from a quarantined delivery to what mends it', () => {
  const quarantine = {
    title: 'Kept apart',
    meaning: 'Another secret.',
    remedy: 'Enter it.',
    mend: 'credentials' as const,
  };
  const event = about(7, { quarantine });
  render(VerdictLine, { event });
  const { appId, storeId } = event.row;
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    `#/apps/${appId}/settings/credentials`,
    `#/diagnose/store/${storeId}`,
  ]);
});

it('offers nothing where nothing is wrong', () => {
  render(VerdictLine, { event: about(7) });
  expect(screen.queryByRole('link')).toBeNull();
});

import { render, screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import GapList from './GapList.svelte';
import { failedGap, sleptGap } from './mock';

function links(of: HTMLElement): (string | null)[] {
  return within(of)
    .queryAllByRole('link')
    .map((link) => link.getAttribute('href'));
}

it('leads to what stands in the way at a store, once', () => {
  render(GapList, { gaps: [sleptGap(), failedGap(), { ...failedGap(), id: 4 }] });
  const [calm, first, older] = screen.getAllByRole('listitem');
  if (!calm || !first || !older) throw new Error('three gaps were given');
  expect(links(calm)).toEqual([]);
  expect(links(first)).toEqual(['#/stores/2', '#/stores/2', '#/diagnose/store/2']);
  expect(links(older)).toEqual(['#/stores/2']);
});

it('offers on the store’s page what that page does not', () => {
  render(GapList, { gaps: [failedGap()], on: { app: 3, store: 2 } });
  expect(links(screen.getByRole('listitem'))).toEqual(['#/stores/2', '#/apps/3/settings/install']);
});

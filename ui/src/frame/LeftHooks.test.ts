import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { tellLeft } from '$lib/state/left.svelte';
import LeftHooks from './LeftHooks.svelte';

it('names the stores whose hooks stay, why, and what becomes of them', async () => {
  render(LeftHooks);
  expect(screen.queryByRole('dialog')).toBeNull();
  const why = 'BigCommerce could not be reached';
  tellLeft({ leftHooks: [{ store: 'Northwind', hooks: 4, why }] });
  const dialog = await screen.findByRole('dialog');
  expect(screen.getByRole('listitem').textContent).toBe(`Northwind: 4 hooks (${why})`);
  expect(dialog.textContent).toContain('48 hours');
  await userEvent.setup().click(screen.getByRole('button', { name: 'I have read it' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('says nothing where nothing is left', () => {
  render(LeftHooks);
  tellLeft({ leftHooks: [] });
  expect(screen.queryByRole('dialog')).toBeNull();
});

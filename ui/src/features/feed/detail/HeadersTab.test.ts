import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import HeadersTab from './HeadersTab.svelte';

it('shows headers in the order received, repeats and case kept, each to be copied', () => {
  const headers = [
    { name: 'X-Forwarded-For', value: '34.122.18.7' },
    { name: 'webhook-id', value: 'msg_1' },
    { name: 'X-Forwarded-For', value: '10.4.0.12' },
  ];
  render(HeadersTab, { headers });
  const shown = screen
    .getAllByRole('rowheader')
    .map((name) => [name.textContent, name.nextElementSibling?.textContent]);
  expect(shown).toEqual(headers.map(({ name, value }) => [name, value]));
  expect(screen.getAllByRole('button', { name: 'Copy X-Forwarded-For' })).toHaveLength(2);
  expect(screen.getByRole('button', { name: 'Copy headers' })).toBeTruthy();
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import Failure from './Failure.svelte';

const GONE = { code: 'ledgerUnavailable', message: 'Gone.', hint: 'Look.', field: null } as const;

function within(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.querySelector('#here') as HTMLElement;
}

afterEach(() => {
  document.body.innerHTML = '';
});

it('leaves the keyboard where it was when its button goes', async () => {
  const target = within('<div role="tabpanel" tabindex="0" id="here"></div>');
  const { unmount } = render(Failure, { target, props: { error: GONE, onretry: () => undefined } });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  unmount();
  expect(document.activeElement).toBe(target);
});

it('leaves it with the title of the screen where nothing is around', async () => {
  const target = within('<h1 tabindex="-1">Feed</h1><div id="here"></div>');
  const { unmount } = render(Failure, { target, props: { error: GONE, onretry: () => undefined } });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  unmount();
  expect(document.activeElement?.textContent).toBe('Feed');
});

it('takes it from nothing else', async () => {
  const target = within('<h1 tabindex="-1">Feed</h1><input /><div id="here"></div>');
  const { unmount } = render(Failure, { target, props: { error: GONE, onretry: () => undefined } });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await userEvent.click(screen.getByRole('textbox'));
  unmount();
  expect(document.activeElement?.tagName).toBe('INPUT');
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { row, step, view } from '../mock/build';
import { backend } from '../testing';
import { OneRun } from './one.svelte';
import Timeline from './Timeline.svelte';

function open(length: number) {
  const steps = Array.from({ length }, (_, at) =>
    step(`each#${at}/fetch`, 'Get order', 0, { input: '{}' }),
  );
  const port = backend();
  const at = { app: null, store: 1 };
  const of = view(row(1, 0), {}, steps);
  render(Timeline, { view: of, one: new OneRun(port, 1), port, at, onevent: vi.fn() });
  return { user: userEvent.setup() };
}

const list = () => screen.getByRole('list', { name: 'What happened, in order' });
const lines = () => [...list().querySelectorAll<HTMLElement>('button.line')];

it('shows a long run bit by bit', async () => {
  const { user } = open(250);
  expect(lines()).toHaveLength(200);
  expect(list().textContent).toContain('50 more steps');
  await user.click(screen.getByText('Show more'));
  expect(lines()).toHaveLength(250);
  expect(screen.queryByText('Show more')).toBeNull();
});

it('is walked by arrows from step to step, each of which opens', async () => {
  const { user } = open(3);
  lines()[0]?.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(lines()[2]);
  await user.keyboard('{ArrowUp}{Enter}');
  expect(lines()[1]?.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getAllByRole('tree')).toHaveLength(1);
});

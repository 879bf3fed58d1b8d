import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Splitter from './Splitter.svelte';

it.each([
  [false, '{ArrowLeft}', 424],
  [false, '{ArrowRight}', 376],
  [true, '{ArrowUp}', 424],
  [true, '{ArrowDown}', 376],
  [false, '{Home}', 900],
  [false, '{End}', 300],
])('resizes by keyboard (below: %s, %s)', async (below, key, size) => {
  const onresize = vi.fn();
  render(Splitter, { size: 400, min: 300, max: 900, below, label: 'Size', onresize });
  const splitter = screen.getByRole('separator', { name: 'Size' });
  splitter.focus();
  await userEvent.setup().keyboard(key);
  expect(onresize).toHaveBeenCalledExactlyOnceWith(size);
  expect(splitter.getAttribute('aria-valuenow')).toBe('400');
});

it('leaves other keys to others', async () => {
  const onresize = vi.fn();
  render(Splitter, { size: 400, min: 300, max: 900, below: false, label: 'Size', onresize });
  screen.getByRole('separator').focus();
  await userEvent.setup().keyboard('j{Enter}{ArrowUp}');
  expect(onresize).not.toHaveBeenCalled();
});

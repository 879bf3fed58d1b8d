import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { mockExceptions } from '../../stores/mock';
import ExceptionNote from './ExceptionNote.svelte';

const { last } = mockExceptions(true);

it('says what it means, what to do, and where to look', () => {
  if (!last) throw new Error('nothing was told');
  const { container } = render(ExceptionNote, { exception: last, storeId: 7 });
  const text = (container.textContent ?? '').replace(/\s+/g, ' ');
  expect(text).toContain(`${last.means} ${last.remedy}`);
  expect(text).toContain('Hook 31204577 · Order Created · hooks.example.com · code 90003');
  expect(text).toContain(`BigCommerce’s words: “${last.message}”`);
  const link = screen.getByRole('link', { name: 'Open the store' });
  expect(link.getAttribute('href')).toBe('#/stores/7');
});

it('leaves out what was not told', () => {
  if (!last) throw new Error('nothing was told');
  const exception = { ...last, hook: null, code: null, trigger: null, host: null, message: '' };
  const { container } = render(ExceptionNote, { exception, storeId: 7 });
  const text = container.textContent ?? '';
  for (const word of ['Hook', 'code', 'words', '·', 'null']) expect(text).not.toContain(word);
});

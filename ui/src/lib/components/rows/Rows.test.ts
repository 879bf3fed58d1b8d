import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { describe, expect, it } from 'vitest';
import Rows from './Rows.svelte';

const children = createRawSnippet<[number, number]>((item) => ({
  render: () => `<span>${item()}</span>`,
}));

function drawn(given: { scrolled?: number; sight?: number; kept?: number; length?: number }) {
  const { scrolled = 0, sight = 320, kept = -1, length = 100_000 } = given;
  const items = Array.from({ length }, (_, at) => at);
  const rowProps = () => ({ role: 'row' });
  render(Rows<number>, { items, height: 32, scrolled, sight, kept, rowProps, children });
  return screen.queryAllByRole('row').map((row) => [Number(row.textContent), row.style.top]);
}

const at = (place: number) => [place, `${place * 32}px`];
const between = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, more) => at(from + more));

describe('the rows of a long list', () => {
  it('are the ones in sight and ten beside them', () => {
    expect(drawn({})).toEqual(between(0, 20));
  });

  it('have their place by number, whatever is drawn', () => {
    expect(drawn({ scrolled: 32 * 50_000 + 5 })).toEqual(between(49_990, 50_021));
  });

  it('end with the list', () => {
    expect(drawn({ length: 3 })).toEqual(between(0, 3));
  });

  it('are none of an empty list', () => {
    expect(drawn({ length: 0, kept: 0 })).toEqual([]);
  });

  it('are drawn before the list has been measured', () => {
    expect(drawn({ sight: 0 })).toEqual(between(0, 10));
  });

  it('keep the one the keyboard stands on, once', () => {
    expect(drawn({ kept: 700 })).toEqual([...between(0, 20), at(700)]);
  });
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ChartView } from '$lib/ipc';
import { Chart } from './chart.svelte';
import ChartPanel from './ChartPanel.svelte';
import { NOTHING, VIEW } from './testing';

beforeEach(() => localStorage.clear());

async function shown(view: ChartView = VIEW) {
  const chart = new Chart({ chart: async () => view });
  chart.shown = true;
  await chart.load();
  const onchoose = vi.fn();
  render(ChartPanel, { chart, onchoose });
  return { chart, onchoose };
}

async function look(view: string): Promise<void> {
  await fireEvent.click(screen.getByRole('radio', { name: view }));
}

const legend = () => screen.getAllByRole('listitem').map((item) => item.textContent.trim());
const plot = () => screen.getByRole('slider');
const text = () => plot().getAttribute('aria-valuetext');

it('has a legend for each view', async () => {
  await shown();
  expect(legend()).toEqual(['Order Created 4', 'Cart Updated 2', 'Quarantined 1']);
  await look('Failures');
  expect(legend()).toEqual(['unknown path 1,240', 'body too large 3']);
  await look('Answer times');
  expect(legend()).toEqual(['Half within 1.2 ms', '95% within 1.7 ms', 'Longest 2.4 s']);
});

it('tells the figures of a slot to the keyboard', async () => {
  await shown();
  await look('Failures');
  await fireEvent.keyDown(plot(), { key: 'End' });
  expect(text()).toMatch(/: nothing was refused$/);
  await fireEvent.keyDown(plot(), { key: 'ArrowLeft' });
  expect(text()).toMatch(/: 1,203 failures: 1,200 unknown path, 3 body too large$/);
  expect(document.querySelector('[aria-live]')?.textContent).toBe(text());
  await look('Answer times');
  await fireEvent.keyDown(plot(), { key: 'Home' });
  expect(text()).toMatch(/: 2 acknowledged, half within 1\.2 ms/);
});

it('filters by what is marked in any view', async () => {
  const { onchoose } = await shown();
  for (const view of ['Events', 'Failures', 'Answer times']) {
    await look(view);
    await fireEvent.keyDown(plot(), { key: 'Home' });
    await fireEvent.keyDown(plot(), { key: 'ArrowRight', shiftKey: true });
    await fireEvent.keyDown(plot(), { key: 'Enter' });
    expect(onchoose).toHaveBeenLastCalledWith([
      { field: 'after', value: 1_000_000 },
      { field: 'before', value: 1_120_000 },
    ]);
  }
  expect(onchoose).toHaveBeenCalledTimes(3);
});

it('says what there is nothing of', async () => {
  await shown(NOTHING);
  expect(screen.getByText('Nothing arrived in this stretch of time')).toBeTruthy();
  await look('Failures');
  expect(screen.getByText('Nothing was refused in this stretch of time')).toBeTruthy();
  await look('Answer times');
  expect(screen.getByText('Nothing was acknowledged in this stretch of time')).toBeTruthy();
  expect(screen.queryAllByRole('listitem')).toEqual([]);
});

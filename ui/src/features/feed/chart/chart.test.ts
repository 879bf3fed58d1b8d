import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChartSpan, ChartView } from '$lib/ipc';
import { bars } from './bars';
import { Chart, REST_MS } from './chart.svelte';
import { keptFace } from './face';
import { eventsOf } from './series';
import { VIEW } from './testing';
import { said, saidOfAll } from './words';

function chart(answer: (span: ChartSpan) => Promise<ChartView> = async () => VIEW) {
  const port = { chart: vi.fn(answer) };
  return { port, chart: new Chart(port) };
}

describe('the chart', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('stacks the triggers of a slot, the fullest slot being the highest', () => {
    const drawn = bars(eventsOf(VIEW), 4);
    expect(drawn.map(({ slot, y, height }) => [slot, y, height])).toEqual([
      [0, 77, 23],
      [0, 54, 23],
      [2, 31, 69],
      [2, 8, 23],
    ]);
  });

  it('turns what is marked into a time to filter by, whatever it shows', async () => {
    const { chart: it } = chart();
    await it.load();
    for (const face of ['events', 'failures', 'times'] as const) {
      it.turn(face);
      expect(it.terms()).toEqual([]);
      it.go(2, false);
      expect(it.terms()).toEqual([
        { field: 'after', value: 1_120_000 },
        { field: 'before', value: 1_180_000 },
      ]);
      it.go(1, true);
      it.go(-5, true);
      expect(it.stretch).toEqual({ from: 0, to: 2 });
      expect(it.terms()[0]).toEqual({ field: 'after', value: 1_000_000 });
    }
  });

  it('remembers which view was looked at last', () => {
    localStorage.clear();
    expect(chart().chart.face).toBe('events');
    chart().chart.turn('times');
    expect(chart().chart.face).toBe('times');
    localStorage.setItem('patchbay.chart.face', 'no such view');
    expect(keptFace()).toBe('events');
  });

  it('drops an answer that a newer question has overtaken', async () => {
    const waiting: ((view: ChartView) => void)[] = [];
    const { chart: it } = chart(() => new Promise((give) => waiting.push(give)));
    const first = it.look('week');
    const second = it.look('hour');
    waiting[1]?.({ ...VIEW, step: 1 });
    waiting[0]?.({ ...VIEW, step: 2 });
    await Promise.all([first, second]);
    expect(it.view?.step).toBe(1);
  });

  it('asks at most once in a while, and not while a stretch is being marked', async () => {
    const { chart: it, port } = chart();
    it.toggle();
    for (let times = 0; times < 50; times += 1) it.refresh();
    await vi.advanceTimersByTimeAsync(REST_MS + 1);
    expect(port.chart).toHaveBeenCalledTimes(2);
    it.go(1, true);
    it.refresh();
    await vi.advanceTimersByTimeAsync(REST_MS + 1);
    expect(port.chart).toHaveBeenCalledTimes(2);
    it.toggle();
    it.refresh();
    await vi.advanceTimersByTimeAsync(REST_MS + 1);
    expect(port.chart).toHaveBeenCalledTimes(2);
  });

  it('says how many there were, and how many are quarantined', () => {
    expect(saidOfAll('events', VIEW)).toContain('6 events, 1 quarantined');
    expect(said('events', VIEW, { from: 0, to: 1 })).toMatch(/2 events$/);
  });

  it('says why it cannot count', async () => {
    const { chart: it } = chart(() => Promise.reject(new Error('no')));
    await it.load();
    expect(it.error?.message).toBe('no');
  });
});

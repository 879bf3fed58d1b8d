/** A chart to look at without a backend. */
import type { ChartSpan, ChartView } from '$lib/ipc';

const SLOTS: Record<ChartSpan, [slots: number, minutes: number]> = {
  hour: [60, 1],
  day: [96, 15],
  week: [84, 120],
  month: [90, 480],
};

/** Events over time, busy by day and quiet by night. */
export function mockChart(span: ChartSpan): ChartView {
  const [slots, minutes] = SLOTS[span];
  const step = minutes * 60_000;
  const from = (Math.floor(Date.now() / step) + 1 - slots) * step;
  const busy = (slot: number): number =>
    1 + Math.sin((new Date(from + slot * step).getHours() / 24) * 2 * Math.PI - 2);
  const counts = (share: number): number[] =>
    Array.from({ length: slots }, (_, slot) =>
      Math.round(busy(slot) * share * minutes * (1 + ((slot * 7) % 5) / 5)),
    );
  return {
    from,
    step,
    series: [
      { trigger: 'Cart Updated', counts: counts(0.6) },
      { trigger: 'Order Created', counts: counts(0.3) },
      { trigger: 'Order Updated', counts: counts(0.8) },
      { trigger: 'Refund Created', counts: counts(0.05) },
    ],
    quarantined: Array.from({ length: slots }, (_, slot) => (slot % 23 === 7 ? 1 : 0)),
  };
}

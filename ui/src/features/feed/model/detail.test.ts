import { describe, expect, it } from 'vitest';
import type { EventDetail, ResourceView } from '$lib/ipc';
import { row, settled } from '../testing';
import { Detail, type DetailPort } from './detail.svelte';
import { gapWords, sizeWords, timeline } from './timeline';

function about(id: number, deliveries = 1): EventDetail {
  return {
    row: row(id, { deliveries }),
    scope: 'store/order/created',
    occurredAt: null,
    verdictMeans: 'Signed.',
    deliveries: [],
    body: '{}',
    bodyIsJson: true,
    bodySize: 2,
    canFetch: true,
  };
}

class Port implements DetailPort {
  asked: number[] = [];
  answers: ((detail: EventDetail) => void)[] = [];
  resources: ((resource: ResourceView) => void)[] = [];

  event(id: number): Promise<EventDetail> {
    this.asked.push(id);
    return new Promise((resolve) => this.answers.push(resolve));
  }

  fetchResource(): Promise<ResourceView> {
    return new Promise((resolve) => this.resources.push(resolve));
  }
}

describe('the detail pane', () => {
  it('shows the event chosen last, whatever order the replies come in', async () => {
    const port = new Port();
    const detail = new Detail(port);
    void detail.show(1);
    void detail.show(2);
    port.answers[1]?.(about(2));
    port.answers[0]?.(about(1));
    await settled();
    expect(detail.phase).toMatchObject({ kind: 'ready', detail: { row: { id: 2 } } });
  });

  it('fetches the event again when another delivery of it comes, and not otherwise', async () => {
    const port = new Port();
    const detail = new Detail(port);
    void detail.show(1);
    port.answers[0]?.(about(1));
    await settled();
    void detail.follow(row(1));
    void detail.follow(row(1));
    void detail.follow(row(9, { deliveries: 4 }));
    expect(port.asked).toEqual([1]);
    void detail.follow(row(1, { deliveries: 2 }));
    expect(port.asked).toEqual([1, 1]);
  });

  it('forgets the resource of the event before', async () => {
    const port = new Port();
    const detail = new Detail(port);
    void detail.show(1);
    void detail.fetchResource();
    expect(detail.resource.kind).toBe('fetching');
    void detail.show(2);
    port.resources[0]?.({ kind: 'found', request: 'GET', body: '{}', at: 0 });
    await settled();
    expect(detail.resource.kind).toBe('idle');
  });
});

describe('the timeline of deliveries', () => {
  it('says how long after the one before each came, and whether it is the same message', () => {
    const delivery = (id: number, at: number, webhookId: string | null) => ({
      id,
      at,
      verdict: 'verified' as const,
      headers: [],
      webhookId,
      webhookTimestamp: null,
      size: 1,
    });
    const steps = timeline([
      delivery(1, 0, 'a'),
      delivery(2, 60_000, 'a'),
      delivery(3, 61_000, null),
    ]);
    expect(steps.map((step) => step.gap)).toEqual([null, 60_000, 1_000]);
    expect(steps.map((step) => step.sameMessage)).toEqual([true, true, false]);
  });

  it.each([
    [12, '12 ms'],
    [1_240, '1.2 s'],
    [180_000, '3 min'],
    [7_200_000, '2 h'],
    [7_500_000, '2 h 5 min'],
  ])('says %i ms as %s', (ms, words) => expect(gapWords(ms)).toBe(words));

  it.each([
    [180, '180 B'],
    [65_536, '64.0 KB'],
    [2_097_152, '2.0 MB'],
  ])('says %i bytes as %s', (bytes, words) => expect(sizeWords(bytes)).toBe(words));
});

import { describe, expect, it } from 'vitest';
import type { EventDetail, ResourceView } from '$lib/ipc';
import { about } from '../detail/testing';
import { row, settled } from '../testing';
import { Detail, type DetailPort } from './detail.svelte';
import { gapWords, sizeWords } from '$lib/format/spans';

class Port implements DetailPort {
  asked: number[] = [];
  answers: ((detail: EventDetail) => void)[] = [];

  event(id: number): Promise<EventDetail> {
    this.asked.push(id);
    return new Promise((resolve) => this.answers.push(resolve));
  }

  resourceLooks(): Promise<ResourceView[]> {
    return Promise.resolve([]);
  }

  fetchResource(): Promise<ResourceView> {
    return Promise.resolve({ kind: 'found', request: 'GET', body: '{}', at: 1 });
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

  it('fetches the event again when a look at its resource told something', async () => {
    const port = new Port();
    const detail = new Detail(port);
    void detail.show(1);
    port.answers[0]?.(about(1));
    await settled();
    void detail.follow(row(1));
    void detail.follow(row(1, { summary: 'Order 1 moved from Pending to Shipped' }));
    expect(port.asked).toEqual([1, 1]);
  });

  it('forgets the resource of the event before', async () => {
    const detail = new Detail(new Port());
    void detail.show(1);
    await detail.looks.fetch();
    expect(detail.looks.all).toHaveLength(1);
    void detail.show(2);
    expect(detail.looks.all).toEqual([]);
  });
});

describe('spans and sizes', () => {
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

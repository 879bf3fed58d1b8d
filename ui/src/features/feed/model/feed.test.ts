import { describe, expect, it, vi } from 'vitest';
import { FakeBackend, Frames, row, rowsDown, settled } from '../testing';
import { Feed } from './feed.svelte';
import { POINTER_REST_MS } from './hold.svelte';
import { HEAD_ROWS, PAGE_ROWS, RESIDENT_PAGES } from './rows';

const MOST_ROWS = 2 * HEAD_ROWS + (RESIDENT_PAGES + 1) * PAGE_ROWS;

async function started(events = 5) {
  const backend = new FakeBackend(rowsDown(events, events));
  const frames = new Frames();
  const feed = new Feed(backend, frames.ask);
  await feed.start();
  return { backend, frames, feed };
}

function ids(feed: Feed): (number | undefined)[] {
  return feed.slots.map((slot) => slot?.id);
}

describe('a feed at its top', () => {
  it('follows from the cursor of its first page', async () => {
    const { backend, feed } = await started(5);
    expect(feed.phase.kind).toBe('ready');
    expect(ids(feed)).toEqual([5, 4, 3, 2, 1]);
    expect(backend.followed).toEqual([5]);
  });

  it('shows new rows with the next frame, not before', async () => {
    const { backend, frames, feed } = await started(2);
    backend.arrive(row(3));
    backend.arrive(row(4));
    expect(ids(feed)).toEqual([2, 1]);
    frames.draw();
    expect(ids(feed)).toEqual([4, 3, 2, 1]);
    expect(feed.total).toBe(4);
  });

  it('changes a row in place when another delivery of it comes', async () => {
    const { backend, frames, feed } = await started(3);
    backend.arrive(row(2, { deliveries: 2, lastAt: 99 }));
    frames.draw();
    expect(ids(feed)).toEqual([3, 2, 1]);
    expect(feed.slots[1]?.deliveries).toBe(2);
  });

  it('does not lift an old event that is not in memory to the top', async () => {
    const { backend, frames, feed } = await started(1_000);
    backend.tell([row(10, { deliveries: 2 })]);
    frames.draw();
    expect(feed.slots).toHaveLength(PAGE_ROWS);
    expect(feed.slots[0]?.id).toBe(1_000);
  });

  it('takes a burst of 50,000 in a bounded number of rows and one change a frame', async () => {
    const { backend, frames, feed } = await started(10);
    let most = 0;
    for (let id = 11; id <= 50_010; id += 100) {
      const batch = Array.from({ length: 100 }, (_, at) => row(id + at));
      backend.tell(batch, id + 99);
      if (id % 1_000 === 11) frames.draw();
      most = Math.max(most, feed.resident);
    }
    frames.draw();
    expect(feed.slots[0]?.id).toBe(50_010);
    expect(feed.slots).toHaveLength(HEAD_ROWS);
    expect(new Set(ids(feed)).size).toBe(HEAD_ROWS);
    expect(feed.total).toBe(50_010);
    expect(most).toBeLessThanOrEqual(MOST_ROWS);
    expect(feed.more).toBe(true);
  });

  it('loads the page anew when no frame was drawn during a burst', async () => {
    const { backend, frames, feed } = await started(10);
    backend.events = rowsDown(50_010, 50_010);
    for (let id = 11; id <= 50_010; id += 100) {
      backend.tell(Array.from({ length: 100 }, (_, at) => row(id + at)));
    }
    frames.draw();
    await settled();
    expect(backend.queries).toHaveLength(2);
    expect(feed.slots[0]?.id).toBe(50_010);
    expect(feed.slots).toHaveLength(PAGE_ROWS);
  });

  it('loads the page anew when the backend says that it lags', async () => {
    const { backend, frames, feed } = await started(3);
    backend.events = rowsDown(9_000, 9_000);
    backend.lag();
    frames.draw();
    await settled();
    expect(feed.slots[0]?.id).toBe(9_000);
    expect(feed.total).toBe(9_000);
  });

  it('keeps what arrives while a page is loading', async () => {
    const { backend, frames, feed } = await started(3);
    const release = backend.hold();
    const loading = feed.setFilter({ storeId: 1 });
    backend.tell([row(4)], 4);
    frames.draw();
    expect(ids(feed)).toEqual([3, 2, 1]);
    release();
    await loading;
    frames.draw();
    expect(ids(feed)).toEqual([4, 3, 2, 1]);
  });
});

describe('a feed held still', () => {
  it('counts new rows and shows them when it resumes', async () => {
    const { backend, frames, feed } = await started(3);
    feed.hold.scrolled(true);
    backend.arrive(row(4), row(5));
    backend.arrive(row(5, { deliveries: 2 }));
    frames.draw();
    expect(ids(feed)).toEqual([3, 2, 1]);
    expect(feed.waiting).toBe(2);
    feed.resume();
    expect(ids(feed)).toEqual([5, 4, 3, 2, 1]);
    expect(feed.slots[0]?.deliveries).toBe(2);
    expect(feed.waiting).toBe(0);
  });

  it('moves again by itself once nothing holds it', async () => {
    const { backend, frames, feed } = await started(3);
    feed.hold.scrolled(true);
    feed.hold.selected(true);
    backend.arrive(row(4));
    frames.draw();
    feed.hold.scrolled(false);
    expect(feed.waiting).toBe(1);
    feed.hold.selected(false);
    expect(ids(feed)).toEqual([4, 3, 2, 1]);
  });

  it('still changes the rows in sight', async () => {
    const { backend, frames, feed } = await started(3);
    feed.hold.selected(true);
    backend.arrive(row(3, { deliveries: 2, verdict: 'verified' }));
    frames.draw();
    expect(feed.slots[0]?.deliveries).toBe(2);
    expect(feed.waiting).toBe(0);
  });

  it('waits for the pointer to rest', async () => {
    vi.useFakeTimers();
    const { backend, frames, feed } = await started(1);
    feed.hold.pointed();
    backend.arrive(row(2));
    frames.draw();
    expect(feed.waiting).toBe(1);
    vi.advanceTimersByTime(POINTER_REST_MS);
    expect(ids(feed)).toEqual([2, 1]);
    vi.useRealTimers();
  });

  it('counts a burst without keeping it, and loads the page anew to resume', async () => {
    const { backend, frames, feed } = await started(3);
    feed.hold.scrolled(true);
    for (let id = 4; id <= 50_003; id += 100) {
      backend.tell(
        Array.from({ length: 100 }, (_, at) => row(id + at)),
        id + 99,
      );
      frames.draw();
    }
    expect(feed.waiting).toBe(50_000);
    expect(feed.resident).toBeLessThanOrEqual(MOST_ROWS);
    expect(ids(feed)).toEqual([3, 2, 1]);
    backend.events = rowsDown(50_003, 50_003);
    feed.resume();
    await settled();
    expect(feed.slots[0]?.id).toBe(50_003);
    expect(feed.waiting).toBe(0);
  });

  it('counts what a lag missed', async () => {
    const { backend, frames, feed } = await started(3);
    feed.hold.scrolled(true);
    backend.events = rowsDown(700, 700);
    backend.lag();
    frames.draw();
    expect(feed.waiting).toBe(697);
    expect(ids(feed)).toEqual([3, 2, 1]);
  });
});

describe('a filtered feed', () => {
  it('lets through only what passes, and counts only that', async () => {
    const { backend, frames, feed } = await started(3);
    await feed.setFilter({ storeId: 2 });
    expect(feed.slots).toEqual([]);
    backend.arrive(row(4), row(5, { storeId: 2 }));
    frames.draw();
    expect(ids(feed)).toEqual([5]);
    feed.hold.scrolled(true);
    backend.arrive(row(6), row(7, { storeId: 2 }));
    frames.draw();
    expect(feed.waiting).toBe(1);
  });

  it('takes out a row that no longer passes, unless the list is held', async () => {
    const { backend, frames, feed } = await started(0);
    backend.events = [row(2, { verdict: 'unverified' }), row(1, { verdict: 'unverified' })];
    await feed.setFilter({ verdict: 'unverified' });
    backend.arrive(row(1, { verdict: 'verified' }));
    frames.draw();
    expect(ids(feed)).toEqual([2]);
    feed.hold.selected(true);
    backend.arrive(row(2, { verdict: 'verified' }));
    frames.draw();
    expect(feed.slots[0]?.verdict).toBe('verified');
  });

  it('drops the reply to a filter that was changed meanwhile', async () => {
    const { backend, feed } = await started(3);
    const release = backend.hold();
    const first = feed.setFilter({ storeId: 2 });
    const second = feed.setFilter({ storeId: 1 });
    release();
    await Promise.all([first, second]);
    expect(ids(feed)).toEqual([3, 2, 1]);
  });
});

describe('a feed with very many rows', () => {
  it('pages down to the first event and back with bounded memory', async () => {
    const { backend, feed } = await started(20_000);
    for (let guard = 0; feed.more && guard < 200; guard += 1) {
      feed.see(feed.slots.length - 20, feed.slots.length - 1);
      await settled();
      expect(feed.resident).toBeLessThanOrEqual(MOST_ROWS);
    }
    expect(feed.slots).toHaveLength(20_000);
    expect(feed.slots.at(-1)?.id).toBe(1);
    expect(feed.slots[300]).toBeUndefined();
    const asked = backend.queries.length;
    feed.see(300, 320);
    await settled();
    expect(backend.queries).toHaveLength(asked + 1);
    expect(feed.slots[300]?.id).toBe(19_700);
  });

  it('asks for a page once, however often the place is seen', async () => {
    const { backend, feed } = await started(2_000);
    const release = backend.hold();
    for (let seen = 0; seen < 5; seen += 1) feed.see(180, 199);
    release();
    await settled();
    expect(backend.queries).toHaveLength(2);
  });

  it('says when older rows cannot be fetched, and goes on when asked again', async () => {
    const { backend, feed } = await started(1_000);
    backend.failure = { code: 'ledgerUnavailable', message: 'no', hint: 'try' };
    feed.see(190, 199);
    await settled();
    expect(feed.olderError?.code).toBe('ledgerUnavailable');
    feed.see(190, 199);
    await settled();
    expect(backend.queries).toHaveLength(2);
    backend.failure = null;
    await feed.older();
    expect(feed.slots).toHaveLength(2 * PAGE_ROWS);
    expect(feed.olderError).toBeNull();
  });
});

describe('a feed that fails', () => {
  it('says so, and starts again when asked', async () => {
    const backend = new FakeBackend(rowsDown(3, 3));
    backend.failure = { code: 'ledgerUnavailable', message: 'no', hint: 'try' };
    const feed = new Feed(backend, new Frames().ask);
    await feed.start();
    expect(feed.phase).toMatchObject({ kind: 'failed', error: { code: 'ledgerUnavailable' } });
    backend.failure = null;
    await feed.retry();
    expect(feed.phase.kind).toBe('ready');
    expect(backend.followed).toEqual([3]);
  });

  it('ends the live tail when it stops', async () => {
    const { backend, feed } = await started(3);
    feed.stop();
    expect(backend.ended).toBe(1);
  });
});

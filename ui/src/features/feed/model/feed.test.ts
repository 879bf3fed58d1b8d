import { describe, expect, it, vi } from 'vitest';
import { FakeBackend, Frames, row, rowsDown, settled } from '../testing';
import { SCREEN_ROWS } from './depths.svelte';
import { Feed } from './feed.svelte';
import { excludes, type FeedFilter, wants } from './filter';
import { POINTER_REST_MS } from './hold.svelte';
import { LEAVING_EVENTS } from './leaving';
import { HEAD_ROWS, PAGE_ROWS, RESIDENT_PAGES } from './rows';
import { SLOW_MS } from './search.svelte';

const MOST_ROWS = 2 * HEAD_ROWS + (RESIDENT_PAGES + 1) * PAGE_ROWS;

async function started(events = 5) {
  const backend = new FakeBackend(rowsDown(events, events));
  const frames = new Frames();
  const feed = new Feed(backend, frames.ask);
  await feed.start();
  return { backend, frames, feed };
}

function storeIs(store: number): FeedFilter {
  return [wants({ field: 'store', value: store })];
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
    backend.lag();
    frames.draw();
    backend.tell([row(4)], 4);
    frames.draw();
    expect(ids(feed)).toEqual([3, 2, 1]);
    release();
    await settled();
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

  it('holds nothing back from an empty list, where nothing can move', async () => {
    const { backend, frames, feed } = await started(0);
    feed.hold.selected(true);
    backend.arrive(row(1));
    frames.draw();
    expect([ids(feed), feed.waiting]).toEqual([[1], 0]);
    backend.arrive(row(2));
    frames.draw();
    expect([ids(feed), feed.waiting]).toEqual([[1], 1]);
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
    await feed.setFilter(storeIs(2));
    expect(feed.slots).toEqual([]);
    backend.arrive(row(4), row(5, { storeId: 2 }));
    frames.draw();
    expect(ids(feed)).toEqual([5]);
    feed.hold.scrolled(true);
    backend.arrive(row(6), row(7, { storeId: 2 }));
    frames.draw();
    expect(feed.waiting).toBe(1);
  });

  it('takes out a row that no longer passes, once the list may move', async () => {
    const { backend, frames, feed } = await started(0);
    backend.events = [row(2, { verdict: 'unverified' }), row(1, { verdict: 'unverified' })];
    await feed.setFilter([wants({ field: 'is', value: 'unverified' })]);
    backend.arrive(row(1, { verdict: 'verified' }));
    frames.draw();
    expect(ids(feed)).toEqual([2]);
    feed.hold.selected(true);
    backend.arrive(row(2, { verdict: 'verified' }));
    frames.draw();
    expect(ids(feed)).toEqual([2]);
    feed.hold.selected(false);
    expect(feed.slots).toEqual([]);
  });

  it('keeps a row that passes again before the list may move', async () => {
    const { backend, frames, feed } = await started(0);
    backend.events = [row(2, { verdict: 'unverified' })];
    await feed.setFilter([wants({ field: 'is', value: 'unverified' })]);
    feed.hold.selected(true);
    backend.arrive(row(2, { verdict: 'verified' }));
    frames.draw();
    backend.arrive(row(2, { verdict: 'unverified' }));
    frames.draw();
    feed.hold.selected(false);
    expect(ids(feed)).toEqual([2]);
  });

  it('takes a waiting row back that no longer passes', async () => {
    const { backend, frames, feed } = await started(1);
    await feed.setFilter([excludes({ field: 'is', value: 'test' })]);
    feed.hold.scrolled(true);
    backend.arrive(row(2));
    frames.draw();
    backend.arrive(row(2, { origin: 'test' }));
    frames.draw();
    expect(feed.waiting).toBe(0);
  });

  it('restarts the live tail with its conditions, and hears the one before no more', async () => {
    const { backend, frames, feed } = await started(3);
    const tellBefore = backend.teller();
    await feed.setFilter(storeIs(2));
    expect(backend.following).toEqual(storeIs(2));
    expect(backend.ended).toBe(1);
    tellBefore([row(4)]);
    frames.draw();
    expect(feed.slots).toEqual([]);
  });

  it('forgets what arrived under the filter before', async () => {
    const { backend, frames, feed } = await started(3);
    backend.tell([row(4)]);
    await feed.setFilter(storeIs(2));
    frames.draw();
    expect(feed.slots).toEqual([]);
  });

  it('drops the reply to a filter that was changed meanwhile', async () => {
    const { backend, feed } = await started(3);
    const release = backend.hold();
    const first = feed.setFilter(storeIs(2));
    const second = feed.setFilter(storeIs(1));
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

describe('a search', () => {
  const last = [wants({ field: 'id', value: '1' })];

  it('goes on by itself until a screen is full', async () => {
    const { backend, feed } = await started(20_000);
    backend.reach = 1_000;
    backend.events = rowsDown(20_000, 20_000).map((one) => ({
      ...one,
      storeId: one.id % 40 === 0 ? 2 : 1,
    }));
    await feed.setFilter(storeIs(2));
    expect(feed.slots.length).toBeGreaterThanOrEqual(SCREEN_ROWS);
    expect(feed.slots.length).toBeLessThan(2 * SCREEN_ROWS);
    expect(feed.more).toBe(true);
    expect(feed.search.state).toBe('resting');
    const asked = backend.queries.length;
    feed.see(0, feed.slots.length - 1);
    await settled();
    expect(backend.queries.length).toBeGreaterThan(asked);
  });

  it('looks to the end for the only event, and says when it takes long', async () => {
    vi.useFakeTimers();
    const { backend, feed } = await started(500);
    backend.reach = 100;
    const release = backend.hold();
    const searching = feed.setFilter(last);
    vi.advanceTimersByTime(SLOW_MS - 1);
    expect(feed.search.shown).toBe(false);
    vi.advanceTimersByTime(1);
    expect(feed.search.shown).toBe(true);
    release();
    await searching;
    vi.useRealTimers();
    expect(ids(feed)).toEqual([1]);
    expect(feed.more).toBe(false);
    expect(feed.search.shown).toBe(false);
  });

  it('stops when the user says so, keeps what was found and goes on from there', async () => {
    const { backend, feed } = await started(1_000);
    backend.reach = 100;
    const answers = backend.oneByOne();
    void feed.setFilter([...last, wants({ field: 'id', value: '1000' })]);
    await answers.next();
    await answers.next();
    feed.search.stop();
    await answers.next();
    await answers.open();
    expect(ids(feed)).toEqual([1_000]);
    expect(feed.search.state).toBe('stopped');
    expect(feed.search.searched).toBeCloseTo(0.3);
    const asked = backend.queries.length;
    feed.see(0, 1);
    await settled();
    expect(backend.queries).toHaveLength(asked);
    await feed.older();
    expect(ids(feed)).toEqual([1_000, 1]);
    expect(backend.queries[asked]?.before).toBe(701);
    expect(feed.search.state).toBe('resting');
  });

  it('is overtaken by the next question, whatever still comes of it', async () => {
    const { backend, feed } = await started(1_000);
    backend.reach = 100;
    const answers = backend.oneByOne();
    void feed.setFilter(last);
    await answers.next();
    const asked = feed.setFilter(storeIs(1));
    await answers.open();
    await asked;
    expect(ids(feed).slice(0, 2)).toEqual([1_000, 999]);
    expect(ids(feed)).not.toContain(1);
  });

  it('that fails says so, and goes on when asked', async () => {
    const { backend, feed } = await started(1_000);
    backend.reach = 100;
    const answers = backend.oneByOne();
    void feed.setFilter(last);
    await answers.next();
    backend.failure = { code: 'ledgerUnavailable', message: 'no', hint: 'try' };
    await answers.open();
    expect(feed.olderError?.code).toBe('ledgerUnavailable');
    expect(feed.search.state).toBe('resting');
    backend.failure = null;
    await feed.older();
    expect(ids(feed)).toEqual([1]);
  });

  it('fetches the rows of a page it let go in as many calls as that takes', async () => {
    const { backend, feed } = await started(20_000);
    backend.reach = 150;
    for (let guard = 0; feed.more && guard < 300; guard += 1) {
      feed.see(feed.slots.length - 20, feed.slots.length - 1);
      await settled();
    }
    expect(feed.slots).toHaveLength(20_000);
    expect(feed.resident).toBeLessThanOrEqual(MOST_ROWS);
    expect(feed.slots[300]).toBeUndefined();
    feed.see(300, 320);
    await settled();
    expect(feed.slots[300]?.id).toBe(19_700);
  });
});

describe('what is kept', () => {
  it('of events that go while the list is held is bounded', async () => {
    const { backend, frames, feed } = await started(3_000);
    await feed.setFilter([wants({ field: 'is', value: 'live' })]);
    feed.hold.scrolled(true);
    for (let guard = 0; feed.more && guard < 30; guard += 1) {
      feed.see(feed.slots.length - 20, feed.slots.length - 1);
      await settled();
    }
    for (let from = 3_000; from > 0; from -= 100) {
      backend.arrive(...rowsDown(from, 100, { origin: 'test' }));
      frames.draw();
    }
    expect(feed.slots).toHaveLength(3_000);
    feed.hold.scrolled(false);
    expect(feed.slots.length).toBeGreaterThanOrEqual(3_000 - LEAVING_EVENTS);
    expect(feed.slots.length).toBeLessThan(3_000);
  });

  it('places of a list that did not change are not made anew', async () => {
    const { backend, frames, feed } = await started(5);
    feed.hold.scrolled(true);
    const { slots } = feed;
    backend.arrive(row(6));
    frames.draw();
    expect(feed.waiting).toBe(1);
    expect(feed.slots).toBe(slots);
  });
});

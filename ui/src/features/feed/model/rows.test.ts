import { describe, expect, it } from 'vitest';
import { row, rowsDown } from '../testing';
import { FeedRows, find, HEAD_ROWS, PAGE_ROWS, RESIDENT_PAGES } from './rows';

function paged(pages: number): FeedRows {
  const rows = new FeedRows();
  let top = 1_000_000;
  rows.reset(rowsDown(top, PAGE_ROWS), top - PAGE_ROWS + 1);
  for (let page = 0; page < pages; page += 1) {
    top -= PAGE_ROWS;
    rows.append(top + 1, rowsDown(top, PAGE_ROWS), top - PAGE_ROWS + 1);
  }
  return rows;
}

describe('FeedRows', () => {
  it('finds a row by its id wherever it stands', () => {
    const rows = rowsDown(50, 50);
    expect(rows.map((each) => find(rows, each.id))).toEqual(rows.map((_, at) => at));
    expect(find(rows, 51)).toBe(-1);
    expect(find([], 1)).toBe(-1);
  });

  it('puts new rows on top, newest first, without doubling any', () => {
    const rows = new FeedRows();
    rows.reset(rowsDown(3, 3), null);
    rows.prepend([row(5), row(4), row(3, { deliveries: 2 })]);
    expect(rows.slots().map((slot) => slot?.id)).toEqual([5, 4, 3, 2, 1]);
    expect(rows.slots()[2]?.deliveries).toBe(2);
  });

  it('lets the oldest go once the head is full, and knows that there are more', () => {
    const rows = new FeedRows();
    rows.reset(rowsDown(10, 10), null);
    rows.prepend(rowsDown(10 + HEAD_ROWS, HEAD_ROWS));
    expect(rows.length).toBe(HEAD_ROWS);
    expect(rows.more).toBe(true);
    expect(rows.next).toBe(11);
  });

  it('replaces a row in place, on any page', () => {
    const rows = paged(3);
    const id = 1_000_000 - 2 * PAGE_ROWS - 7;
    expect(rows.update(row(id, { deliveries: 3 }))).toBe(true);
    expect(rows.slots().find((slot) => slot?.id === id)?.deliveries).toBe(3);
    expect(rows.update(row(17))).toBe(false);
  });

  it('does not let an older state overwrite a newer one', () => {
    const rows = new FeedRows();
    rows.reset([row(1, { deliveries: 4, lastAt: 900 })], null);
    expect(rows.update(row(1, { deliveries: 3, lastAt: 800 }))).toBe(true);
    expect(rows.slots()[0]?.deliveries).toBe(4);
  });

  it('ignores a page that was asked for before the list changed', () => {
    const rows = new FeedRows();
    rows.reset(rowsDown(400, 200), 201);
    rows.reset(rowsDown(900, 200), 701);
    rows.append(201, rowsDown(200, 200), null);
    expect(rows.length).toBe(200);
    expect(rows.more).toBe(true);
  });

  it('keeps a bounded number of rows however far one pages, and keeps every place', () => {
    const rows = paged(500);
    const end = rows.length - 1;
    rows.release(end - 20, end);
    expect(rows.length).toBe(501 * PAGE_ROWS);
    expect(rows.resident).toBe(PAGE_ROWS + RESIDENT_PAGES * PAGE_ROWS);
    expect(rows.slots()[end]?.id).toBe(1_000_000 - end);
    expect(rows.slots()[PAGE_ROWS + 1]).toBeUndefined();
  });

  it('names the pages that are missing in sight, and takes them back at their place', () => {
    const rows = paged(40);
    rows.release(rows.length - 10, rows.length);
    const [before, ...others] = rows.missing(PAGE_ROWS + 5, PAGE_ROWS + 30);
    expect(others).toEqual([]);
    expect(before).toBe(1_000_000 - PAGE_ROWS + 1);
    rows.refill(before ?? 0, rowsDown((before ?? 0) - 1, PAGE_ROWS));
    expect(rows.slots()[PAGE_ROWS]?.id).toBe(1_000_000 - PAGE_ROWS);
    expect(rows.missing(PAGE_ROWS + 5, PAGE_ROWS + 30)).toEqual([]);
  });

  it("shortens a page some of whose rows are gone, without doubling the next one's", () => {
    const rows = paged(40);
    rows.release(rows.length - 10, rows.length);
    const before = 1_000_000 - PAGE_ROWS + 1;
    const answered = rowsDown(before - 1, PAGE_ROWS + 3).filter((each) => each.id % 100 !== 0);
    rows.refill(before, answered.slice(0, PAGE_ROWS));
    const ids = rows.slots().flatMap((slot) => (slot ? [slot.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(rows.length).toBe(41 * PAGE_ROWS - 2);
  });

  it('gathers the few rows of a deep search where they fit, without a page for each', () => {
    const rows = new FeedRows();
    rows.reset([], 90_000);
    for (let id = 90_000; id > 0; id -= 100) {
      rows.append(id, [row(id - 50)], id - 100 || null);
    }
    expect(rows.length).toBe(900);
    expect(rows.more).toBe(false);
    rows.release(890, 900);
    expect(rows.missing(0, 900)).toEqual([]);
    expect(rows.slots().map((slot) => slot?.id)).toEqual(
      Array.from({ length: 900 }, (_, at) => 89_950 - at * 100),
    );
  });

  it('goes on where nothing was found', () => {
    const rows = new FeedRows();
    rows.reset([row(900)], 800);
    rows.append(800, [], 700);
    rows.append(800, [row(650)], 600);
    expect(rows.next).toBe(700);
    rows.append(700, [row(650)], 600);
    expect(rows.slots().map((slot) => slot?.id)).toEqual([900, 650]);
  });

  it('takes changed events of the part that was searched, and of no other', () => {
    const rows = new FeedRows();
    rows.reset([], 500);
    expect(rows.takes(row(700))).toBe(true);
    expect(rows.takes(row(499))).toBe(false);
    rows.prepend([row(700)]);
    rows.prepend([row(600)]);
    expect(rows.slots().map((slot) => slot?.id)).toEqual([700, 600]);
  });

  it('takes rows out wherever they stand', () => {
    const rows = paged(2);
    const { version } = rows;
    expect(rows.remove([1_000_000, 1_000_000 - PAGE_ROWS - 3, 4])).toBe(true);
    expect(rows.version).not.toBe(version);
    expect(rows.length).toBe(3 * PAGE_ROWS - 2);
    expect(rows.slots().every((slot) => slot && rows.row(slot.id) === slot)).toBe(true);
    expect(rows.remove([1_000_000])).toBe(false);
  });

  it('still takes new events when its head was emptied', () => {
    const rows = paged(1);
    rows.remove(rowsDown(1_000_000, PAGE_ROWS).map(({ id }) => id));
    expect(rows.takes(row(1_000_001))).toBe(true);
  });
});

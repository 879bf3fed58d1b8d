import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import LiveMark from './LiveMark.svelte';
import { Feed } from './model/feed.svelte';
import { FakeBackend, Frames, row, rowsDown } from './testing';

async function shown() {
  const backend = new FakeBackend(rowsDown(3, 3));
  const frames = new Frames();
  const feed = new Feed(backend, frames.ask);
  await feed.start();
  const onresume = vi.fn(() => feed.resume());
  render(LiveMark, { feed, onresume });
  return { backend, frames, feed, onresume };
}

describe('the mark beside the title', () => {
  it('says that the list follows, and does not stir when a pointer passes by', async () => {
    const { feed } = await shown();
    expect(screen.getByText('Following')).toBeTruthy();
    feed.hold.pointed();
    await tick();
    expect(screen.getByText('Following')).toBeTruthy();
  });

  it('says how many wait, and shows them when asked', async () => {
    const { backend, frames, feed, onresume } = await shown();
    feed.hold.scrolled(true);
    backend.arrive(row(4), row(5));
    frames.draw();
    await tick();
    expect(screen.getByText('Paused')).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: '2 new' }));
    expect(onresume).toHaveBeenCalledOnce();
    expect(screen.getByText('Following')).toBeTruthy();
    expect(feed.slots[0]?.id).toBe(5);
  });

  it('says when the live tail could not be started, and offers to start it again', async () => {
    const { backend, feed } = await shown();
    feed.stop();
    const page = backend.page.bind(backend);
    backend.page = async (query) => {
      const answer = await page(query);
      backend.failure = { code: 'internal', message: 'no', hint: 'try', field: null };
      return answer;
    };
    await feed.start();
    await tick();
    expect(screen.getByText('Not following')).toBeTruthy();
    backend.failure = null;
    backend.page = page;
    await userEvent.setup().click(screen.getByRole('button', { name: 'Follow again' }));
    expect(await screen.findByText('Following')).toBeTruthy();
  });
});

import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { mockExceptions } from '../../stores/mock';
import { Comparison } from '../compare/comparison.svelte';
import { Deeds } from '../deeds';
import { Marks } from '../marks/marks.svelte';
import { Bodies } from '../model/bodies.svelte';
import { Detail } from '../model/detail.svelte';
import { Selection } from '../model/selection.svelte';
import { View } from '../model/view.svelte';
import { detailPane } from './detailPane.svelte';
import EventPane from './EventPane.svelte';
import { about } from './testing';

const LEDGER_GONE = { code: 'ledgerUnavailable', message: 'Gone.', hint: 'Look.', field: null };

function shown(event = vi.fn(() => Promise.resolve(about(7)))) {
  const port = {
    event,
    body: () => Promise.reject(new Error('no body')),
    fetchResource: () => Promise.reject(new Error('no resource')),
    resourceLooks: () => Promise.resolve([]),
    previousEvent: () => Promise.resolve(null),
    labels: () => Promise.resolve([]),
    pinEvents: () => Promise.resolve(null),
    labelEvents: () => Promise.resolve(null),
    noteEvent: () => Promise.resolve(null),
  };
  const detail = new Detail(port);
  const bodies = new Bodies(port);
  const onclose = vi.fn();
  render(EventPane, {
    detail,
    bodies,
    comparison: new Comparison(port, bodies),
    marks: new Marks(port, () => undefined),
    view: new View(),
    deeds: new Deeds({
      comparison: new Comparison(port, bodies),
      exports: { ask: () => undefined },
      feed: { filter: [], row: () => undefined },
      marks: new Marks(port, () => undefined),
      replaying: { ask: () => Promise.resolve() },
      selection: new Selection(),
      view: new View(),
    }),
    onshow: vi.fn(),
    onclose,
  });
  return { detail, event, onclose, user: userEvent.setup() };
}

describe('the pane of an event', () => {
  beforeAll(() => import('./DetailPane.svelte'), 60_000);
  afterEach(() => vi.restoreAllMocks());

  it('is fetched when an event is opened, and can be closed meanwhile', async () => {
    const { detail, onclose, user } = shown();
    expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close the event (Esc)' }));
    expect(onclose).toHaveBeenCalledOnce();
    await detail.show(7);
    const tabs = await screen.findAllByRole('tab');
    const names = tabs.map((tab) => tab.textContent?.trim().split(/\s/)[0]);
    expect(names).toEqual(['Payload', 'Headers', 'Deliveries', 'Compare', 'Resource']);
  });

  it('has no resource where BigCommerce tells of its own deliveries', async () => {
    const exception = mockExceptions(true).last;
    const { detail } = shown(vi.fn(() => Promise.resolve(about(7, { exception }))));
    await detail.show(7);
    const tabs = await screen.findAllByRole('tab');
    const names = tabs.map((tab) => tab.textContent?.trim().split(/\s/)[0]);
    expect(names).toEqual(['Payload', 'Headers', 'Deliveries', 'Compare']);
    expect(screen.getByRole('link', { name: 'Open the store' })).toBeTruthy();
  });

  it('says when it could not be fetched, and keeps the keyboard when asked again', async () => {
    const { now } = detailPane;
    const load = vi.spyOn(detailPane, 'load').mockImplementation(() => {
      detailPane.now = { kind: 'loading' };
      return Promise.resolve();
    });
    const { detail, user } = shown();
    await detail.show(7);
    detailPane.now = { kind: 'failed' };
    load.mockClear();
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(load).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Event' }));
    detailPane.now = now;
  });

  it('says when the event cannot be read, and reads it when asked again', async () => {
    const event = vi.fn(() => Promise.resolve(about(7)));
    event.mockRejectedValueOnce(LEDGER_GONE);
    const { detail, user } = shown(event);
    await detail.show(7);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(event).toHaveBeenCalledTimes(2));
    expect(await screen.findByRole('heading', { name: 'Order 7 was created' })).toBeTruthy();
  });
});

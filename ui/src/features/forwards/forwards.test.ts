import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { ForwardAddressView, ForwardState, ForwardView } from '$lib/ipc';
import { wants } from '../feed/model/filter';
import { offeredFilters } from './filters';
import { AddressForm } from './form.svelte';
import ForwardRow from './ForwardRow.svelte';
import { Forwards, type ForwardsPort } from './forwards.svelte';
import { attemptWords, lackWords, untilWords } from './words';

const address = (id: number, given: Partial<ForwardAddressView> = {}): ForwardAddressView => ({
  id,
  name: `Address ${id}`,
  url: 'http://localhost:3000/',
  reach: 'machine',
  forwards: true,
  conditions: [],
  waiting: 0,
  delivered: 0,
  failed: 0,
  ...given,
});

const forward = (id: number, state: ForwardState): ForwardView => ({
  id,
  addressId: 1,
  address: 'Address 1',
  eventId: 100 + id,
  summary: `Order ${id} was created`,
  state,
  byHand: false,
  at: 0,
  nextAt: null,
  attempts: [{ at: 0, tookMs: 5, status: 503, said: 'Restarting' }],
});

function backend(pages: Partial<Record<ForwardState, ForwardView[][]>> = {}) {
  let tell: (addresses: ForwardAddressView[]) => void = () => undefined;
  const port = {
    watchForwards: vi.fn(async (take) => {
      tell = take;
      return () => undefined;
    }),
    forwards: vi.fn(async (_: number, state: ForwardState, before: number | null) =>
      before === null ? (pages[state]?.[0] ?? []) : (pages[state]?.[1] ?? []),
    ),
    checkForwardUrl: vi.fn(async () => 'machine' as const),
    saveForwardAddress: vi.fn(async (id, spec) => ({ ...address(id ?? 9), ...spec })),
    deleteForwardAddress: vi.fn(async () => null),
    retryForwards: vi.fn(async () => 1),
    discardForwards: vi.fn(async () => 2),
  } satisfies ForwardsPort;
  return { port, forwards: new Forwards(port), tell: (all: ForwardAddressView[]) => tell(all) };
}

describe('the forward addresses', () => {
  it('begin with what the first one lacks', async () => {
    const { forwards, tell, port } = backend();
    await forwards.watch();
    tell([address(1, { failed: 2 }), address(2)]);
    expect([forwards.chosen, forwards.state]).toEqual([1, 'failed']);
    forwards.look(2);
    expect(forwards.state).toBe('delivered');
    expect(port.forwards).toHaveBeenLastCalledWith(2, 'delivered', null);
  });

  it('keep the one looked at when others change, and go on to another when it is gone', async () => {
    const { forwards, tell } = backend();
    await forwards.watch();
    tell([address(1), address(2)]);
    forwards.look(2);
    tell([address(1, { delivered: 5 }), address(2)]);
    expect(forwards.chosen).toBe(2);
    tell([address(1)]);
    expect(forwards.chosen).toBe(1);
    tell([]);
    expect([forwards.chosen, forwards.address]).toEqual([null, undefined]);
  });

  it('show older forwards after the newest, and keep them when the newest change', async () => {
    const page = Array.from({ length: 50 }, (_, at) => forward(100 - at, 'delivered'));
    const { forwards, tell } = backend({ delivered: [page, [forward(3, 'delivered')]] });
    await forwards.watch();
    tell([address(1)]);
    await vi.waitFor(() => expect(forwards.list).toHaveLength(50));
    await forwards.older();
    expect([forwards.list.length, forwards.more]).toEqual([51, false]);
    tell([address(1, { delivered: 1 })]);
    await vi.waitFor(() => expect(forwards.list).toHaveLength(51));
  });

  it('say why they cannot be read', async () => {
    const { forwards, port } = backend();
    port.watchForwards.mockRejectedValueOnce(new Error('gone'));
    await forwards.watch();
    expect(forwards.phase).toMatchObject({ kind: 'failed', error: { message: 'gone' } });
  });
});

describe('the form of an address', () => {
  it('keeps what was typed when it is refused, and says so at the field', async () => {
    const { forwards, port } = backend();
    const form = new AddressForm(forwards, null);
    form.name = ' Development ';
    form.url = 'nonsense';
    const why = { code: 'validation', message: 'Give a URL.', hint: '', field: 'forwardUrl' };
    port.saveForwardAddress.mockRejectedValueOnce(why);
    expect(await form.save()).toBe(false);
    expect([form.url, form.wrong('forwardUrl'), form.wrong('forwardName')]).toEqual([
      'nonsense',
      'Give a URL.',
      undefined,
    ]);
    form.url = 'http://localhost:3000/';
    expect(await form.save()).toBe(true);
    expect(port.saveForwardAddress.mock.lastCall?.[1]).toMatchObject({ name: 'Development' });
  });

  it('offers the filters there are, each once, and the address’s own', () => {
    const test = wants({ field: 'is', value: 'test' });
    const order = wants({ field: 'resource', value: 'order' });
    const none = { apps: [], stores: [], triggers: [], labels: [] };
    const saved = [{ id: 1, name: 'Tests', conditions: [test] }];
    const labels = (present: (typeof saved)[0]['conditions'], now: typeof present) =>
      offeredFilters(present, now, saved, none).map(({ label }) => label);
    expect(labels([], [test])).toEqual(['Every event', 'Tests']);
    expect(labels([order], [])).toEqual(['Every event', 'Tests', 'Resource Order']);
    expect(labels([order], [order])).toEqual([
      'Every event',
      'Tests',
      'As the feed is now: Resource Order',
    ]);
  });
});

describe('a forward', () => {
  it('says how its last attempt went, and unfolds the others', async () => {
    const onretry = vi.fn();
    render(ForwardRow, { forward: forward(1, 'failed'), title: 'Order 1', onretry });
    expect(screen.getByTitle('503 Restarting')).toBeTruthy();
    const unfold = screen.getByRole('button', { name: '1 attempt' });
    const user = userEvent.setup();
    await user.click(unfold);
    expect(unfold.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText('5 ms')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Send Order 1 now' }));
    expect(onretry).toHaveBeenCalledOnce();
  });

  it('is told in words', () => {
    const base = { at: 0, tookMs: 1 };
    expect(attemptWords({ ...base, status: null, said: 'Nothing listens.' })).toBe(
      'Nothing listens.',
    );
    expect(attemptWords({ ...base, status: 500, said: '' })).toBe('500');
    expect([0, 1_500, 90_000, 7_200_000].map((at) => untilWords(at, 0))).toEqual([
      'any moment',
      'in 2 s',
      'in 2 min',
      'in 2 h',
    ]);
    expect([lackWords(0, 0), lackWords(1, 2)]).toEqual(['', '1 event waiting, 2 given up']);
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { TestArrived, TriggerTest } from '$lib/ipc';
import { hook, storeView, trigger } from '../../app/testing';
import { Targets } from '../targets.svelte';
import { portOf } from '../testing';
import { TestDraft } from './testDraft.svelte';

const LOST = { code: 'addressUnreachable', message: 'Lost.', hint: 'Test it.', field: null };

function drafted(given: Parameters<typeof portOf>[0] = {}) {
  let made = 0;
  const port = {
    testPayload: vi.fn((store: number, id: string) =>
      Promise.resolve(`{"of":"${store} ${id}","made":${(made += 1)}}`),
    ),
    testTrigger: vi.fn((_: TriggerTest) =>
      Promise.resolve<TestArrived>({ eventId: 12, tookMs: 43 }),
    ),
  };
  return { port, draft: new TestDraft(port, new Targets(portOf(given))) };
}

const stores = [storeView({ id: 3 }), storeView({ id: 5, hash: 'zzz' })];
const both = [hook({ storeId: 3 }), hook({ storeId: 5 })];
const triggers = [trigger('order_created', both), trigger('order_updated', both)];

describe('a test', () => {
  it('begins with the payload of the first trigger, and of the subject it is opened for', async () => {
    const { draft } = drafted({ stores, triggers });
    await draft.begin(null);
    expect(draft.body).toBe('{"of":"3 order_created","made":1}');
    await draft.begin({ storeId: 5, trigger: 'order_updated' });
    expect(draft.body).toBe('{"of":"5 order_updated","made":2}');
    expect(draft.edited).toBe(false);
  });

  it('takes another payload for another store or trigger, unless it was edited', async () => {
    const { draft } = drafted({ stores, triggers });
    await draft.begin(null);
    await draft.chooseTrigger('order_updated');
    expect(draft.body).toContain('3 order_updated');
    draft.type('mine');
    await draft.chooseStore(5);
    expect(draft.body).toBe('mine');
    draft.reset();
    expect(draft.body).toContain('5 order_updated');
  });

  it('keeps what was typed for the next opening', async () => {
    const { draft } = drafted();
    await draft.begin(null);
    draft.type('{"half":');
    await draft.begin(null);
    expect(draft.body).toBe('{"half":');
    expect(draft.edited).toBe(true);
  });

  it('is sent as it stands, and a failure loses nothing', async () => {
    const { draft, port } = drafted();
    await draft.begin(null);
    draft.chooseWay('here');
    draft.type('not json');
    port.testTrigger.mockRejectedValueOnce(LOST);
    await draft.send();
    expect(draft.act.error?.message).toBe('Lost.');
    expect([draft.body, draft.arrived]).toEqual(['not json', null]);
    await draft.send();
    expect(port.testTrigger).toHaveBeenLastCalledWith({
      storeId: 3,
      trigger: 'order_created',
      way: 'here',
      body: 'not json',
    });
    expect(draft.arrived).toEqual({ eventId: 12, tookMs: 43 });
    expect(draft.act.error).toBeNull();
  });

  it('is made anew for another one, unless it was edited', async () => {
    const { draft, port } = drafted();
    await draft.begin(null);
    await draft.send();
    await draft.send();
    const bodies = port.testTrigger.mock.calls.map(([test]) => JSON.parse(test.body).made);
    expect(bodies).toEqual([1, 2]);
    draft.type('mine');
    await draft.send();
    await draft.send();
    expect(port.testTrigger.mock.lastCall?.[0].body).toBe('mine');
    expect(port.testPayload).toHaveBeenCalledTimes(2);
  });

  it('is not sent when it cannot be made anew, nor twice at a time', async () => {
    const { draft, port } = drafted();
    await draft.begin(null);
    await Promise.all([draft.send(), draft.send()]);
    expect(port.testTrigger).toHaveBeenCalledOnce();
    expect(draft.arrived).not.toBeNull();
    port.testPayload.mockRejectedValueOnce(LOST);
    await draft.send();
    expect(port.testTrigger).toHaveBeenCalledOnce();
    expect(draft.act.error?.message).toBe('Lost.');
  });

  it('is of a store without hooks not to be sent', async () => {
    const { draft, port } = drafted({ triggers: [] });
    await draft.begin(null);
    expect([draft.store?.id, draft.trigger, draft.ready]).toEqual([3, null, false]);
    await draft.send();
    expect(port.testTrigger).not.toHaveBeenCalled();
  });

  it('goes straight to this machine where a real store has no public address', async () => {
    const { draft } = drafted({ mode: 'live' });
    await draft.begin(null);
    expect([draft.reachable, draft.way]).toEqual([false, 'here']);
    const practice = drafted();
    await practice.draft.begin(null);
    expect(practice.draft.way).toBe('public');
  });

  it('says why no payload is offered, and drops an answer that came too late', async () => {
    const { draft, port } = drafted({ stores, triggers });
    await draft.begin(null);
    port.testPayload.mockRejectedValueOnce(LOST);
    await draft.chooseStore(5);
    expect(draft.payloadError?.message).toBe('Lost.');
    expect(draft.ready).toBe(false);
    let late: (text: string) => void = () => undefined;
    port.testPayload.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const first = draft.chooseStore(3);
    await draft.chooseTrigger('order_updated');
    late('late');
    await first;
    expect(draft.body).toContain('3 order_updated');
  });
});

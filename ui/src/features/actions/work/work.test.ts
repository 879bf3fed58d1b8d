import { describe, expect, it, vi } from 'vitest';
import type { ActionForm, ActionProgress, CallView } from '$lib/ipc';
import { call } from '../mock/calls';
import { archiveOrder, getOrder, listOrders } from '../mock/orders';
import { createRefund, httpRequest } from '../mock/others';
import { backend, later } from '../testing';
import { verbOf } from './verb';
import { Work } from './work.svelte';

function working(form: ActionForm, text = form.example) {
  const port = backend();
  const ended = vi.fn();
  const work = new Work(port, form, 1, ended);
  work.fill.fill(text);
  return { port, work, ended };
}

describe('running an action', () => {
  it('sends what only reads at once', async () => {
    const { port, work, ended } = working(getOrder);
    await work.begin();
    const as = { confirmed: false, everyPage: false, repeats: null };
    expect(port.runAction.mock.calls[0]?.slice(0, 4)).toEqual([
      1,
      'get_order',
      '{"order_id":"118"}',
      as,
    ]);
    expect([work.run.kind, work.side]).toEqual(['ended', 'answer']);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('asks before money is moved, and sends the very text that was shown', async () => {
    const { port, work } = working(createRefund);
    await work.begin();
    expect(port.runAction).not.toHaveBeenCalled();
    expect(work.run).toMatchObject({
      kind: 'asking',
      asked: { preview: { asks: 'Refund 18.00 of order 118?', amount: '18.00 USD' } },
    });
    const shown = work.fill.written.text;
    work.fill.put('order_id', '119');
    await work.confirm();
    expect(port.runAction.mock.calls[0]?.[2]).toBe(shown);
    expect(port.runAction.mock.calls[0]?.[3]).toMatchObject({ confirmed: true });
  });

  it('sends nothing when the answer is no, and keeps what was typed', async () => {
    const { port, work } = working(archiveOrder);
    const { text } = work.fill.written;
    await work.begin();
    work.refuse();
    await work.confirm();
    expect([work.run.kind, work.fill.written.text]).toEqual(['none', text]);
    expect(port.runAction).not.toHaveBeenCalled();
  });

  it('tells everything that is missing, and sends nothing', async () => {
    const { port, work } = working(createRefund, '{}');
    await work.begin();
    expect(work.fill.told.map(({ place }) => place)).toEqual(['items', 'order_id', 'payments']);
    expect([work.run.kind, port.runAction.mock.calls.length]).toEqual(['none', 0]);
  });

  it('sends nothing without a body that cannot be read', async () => {
    const { port, work } = working(httpRequest, '{"method":"POST","path":"/v2/orders"}');
    work.fill.put('body', '{"a":');
    await work.begin();
    expect(port.runAction).not.toHaveBeenCalled();
  });

  it('runs once, however often it is asked for', async () => {
    const { port, work } = working(getOrder);
    await Promise.all([work.begin(), work.begin()]);
    expect(port.runAction).toHaveBeenCalledOnce();
  });

  it('says why it could not be sent', async () => {
    const { port, work } = working(getOrder);
    port.runAction.mockRejectedValueOnce(new Error('keychain'));
    await work.begin();
    expect(work.run).toMatchObject({ kind: 'failed', error: { message: 'keychain' } });
    port.previewAction.mockRejectedValueOnce(new Error('store gone'));
    await work.begin();
    expect(work.run).toMatchObject({ kind: 'failed', error: { message: 'store gone' } });
  });
});

describe('reading every page', () => {
  it('tells how far it is, and ends when that is wanted', async () => {
    const { port, work } = working(listOrders);
    const run = later<CallView>();
    let tell: (progress: ActionProgress) => void = () => undefined;
    port.runAction.mockImplementationOnce((_store, _action, _text, _as, told) => {
      tell = told;
      return run.promise;
    });
    work.everyPage = true;
    const begun = work.begin();
    await vi.waitFor(() => expect(work.run.kind).toBe('running'));
    work.stop();
    expect(port.unwatch).not.toHaveBeenCalled();
    tell({ watch: 9, pages: 1, items: 50 });
    expect(work.run).toMatchObject({ kind: 'running', progress: { items: 50 } });
    expect(port.unwatch).toHaveBeenCalledExactlyOnceWith(9);
    expect(port.runAction.mock.calls[0]?.[3]).toMatchObject({ everyPage: true });
    run.give(call(1, 0, {}));
    await begun;
    expect(work.run.kind).toBe('ended');
  });
});

describe('a call that is repeated', () => {
  const before = { ...call(7, 0, {}), input: '{"order_id":"250"}' };

  it('fills in the form, and the next run says which it repeats', async () => {
    const { port, work } = working(getOrder, '{}');
    work.repeat(before);
    await work.begin();
    expect(port.runAction.mock.calls[0]?.[2]).toBe('{"order_id":"250"}');
    expect(port.runAction.mock.calls[0]?.[3]).toMatchObject({ repeats: 7 });
    await work.begin();
    expect(port.runAction.mock.calls[1]?.[3]).toMatchObject({ repeats: null });
  });

  it('is forgotten when the form is emptied', () => {
    const { work } = working(getOrder, '{}');
    work.repeat(before);
    work.clear();
    expect([work.repeats, work.fill.empty]).toEqual([null, true]);
  });
});

it('is confirmed by the verb of the question', () => {
  expect(['Refund 18.00 of order 118?', 'Send DELETE /v2/orders?', ''].map(verbOf)).toEqual([
    'Refund',
    'Send',
    'Run',
  ]);
});

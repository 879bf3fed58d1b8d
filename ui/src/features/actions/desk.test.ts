import { describe, expect, it } from 'vitest';
import { Desk } from './desk.svelte';
import { call } from './mock/calls';
import { backend, STORES } from './testing';

async function open(): Promise<{ desk: Desk; port: ReturnType<typeof backend> }> {
  const port = backend();
  const desk = new Desk(port);
  await desk.load();
  return { desk, port };
}

const typed = (desk: Desk) => desk.work?.fill.draft.fields['order_id'];

describe('actions on stores', () => {
  it('begin with a store that can be used, and remember the last one', async () => {
    const { desk } = await open();
    expect(desk.store?.state).toBe('connected');
    await desk.open('get_order', 3);
    const next = await open();
    expect(next.desk.storeId).toBe(3);
  });

  it('keep what was typed, by action and store', async () => {
    const { desk, port } = await open();
    await desk.open('get_order', 1);
    desk.work?.fill.put('order_id', '118');
    await desk.chooseStore(3);
    expect(typed(desk)).toBe('');
    await desk.open('archive_order');
    await desk.open('get_order', 1);
    expect(typed(desk)).toBe('118');
    expect(port.action).toHaveBeenCalledTimes(3);
  });

  it('know no action of an old link', async () => {
    const { desk } = await open();
    expect(await desk.open('nothing_such', 1)).toBeNull();
    expect([desk.work, desk.workError]).toEqual([null, null]);
  });

  it('are about what an event is about, and about another one next', async () => {
    const { desk } = await open();
    const order = { storeId: 3, input: 'order_id', value: '250', name: 'Order 250' };
    desk.about(order);
    expect(desk.found.map(({ id }) => id)).toEqual([
      'get_order',
      'archive_order',
      'list_order_products',
      'create_shipment',
      'create_refund',
    ]);
    await desk.open('get_order');
    expect([desk.storeId, typed(desk)]).toEqual([3, '250']);
    desk.work?.fill.put('order_id', '251');
    await desk.open('get_order');
    expect(typed(desk)).toBe('251');
    desk.about({ ...order, value: '300' });
    await desk.open('get_order');
    expect(typed(desk)).toBe('300');
  });

  it('are filled in as a call was, on its store only', async () => {
    const { desk } = await open();
    const before = { ...call(7, 0, { storeId: 3 }), input: '{"order_id":"250"}' };
    const work = await desk.again(before);
    expect([work?.storeId, typed(desk), work?.repeats]).toEqual([3, '250', 7]);
    const gone = call(8, 0, { storeId: 99 });
    expect(await desk.again(gone)).toBeNull();
  });

  it('say why they cannot be listed, and try again', async () => {
    const port = backend();
    port.storeRows.mockRejectedValueOnce(new Error('ledger'));
    const desk = new Desk(port);
    await desk.load();
    expect(desk.phase).toMatchObject({ kind: 'failed', error: { message: 'ledger' } });
    await desk.load();
    expect([desk.phase.kind, desk.stores]).toEqual(['ready', STORES]);
  });

  it('say why a form cannot be had', async () => {
    const { desk, port } = await open();
    port.action.mockRejectedValueOnce(new Error('gone'));
    await desk.open('get_order', 1);
    expect([desk.work, desk.workError?.message]).toEqual([null, 'gone']);
  });
});

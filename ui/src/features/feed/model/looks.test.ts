import { describe, expect, it } from 'vitest';
import type { ResourceView } from '$lib/ipc';
import { settled } from '../testing';
import { Looks } from './looks.svelte';

function found(at: number): ResourceView {
  return { kind: 'found', request: 'GET /v2/orders/250', body: '{}', at };
}

const GONE: ResourceView = { kind: 'gone', request: 'GET', meaning: 'Deleted.', at: 5 };

class Port {
  reads: ((looks: ResourceView[]) => void)[] = [];
  asks: { resolve: (look: ResourceView) => void; reject: (why: unknown) => void }[] = [];

  resourceLooks(): Promise<ResourceView[]> {
    return new Promise((resolve) => this.reads.push(resolve));
  }

  fetchResource(): Promise<ResourceView> {
    return new Promise((resolve, reject) => this.asks.push({ resolve, reject }));
  }
}

function shown() {
  const port = new Port();
  const looks = new Looks(port);
  looks.show(1);
  return { port, looks };
}

describe('looks at a resource', () => {
  it('are read when there are newer ones than those that are known', async () => {
    const { port, looks } = shown();
    void looks.read(3);
    expect(looks.busy).toBe('reading');
    void looks.read(3);
    port.reads[0]?.([found(1), GONE, found(3)]);
    await settled();
    expect(looks.busy).toBeNull();
    expect(looks.last).toEqual(found(3));
    expect(looks.earlier).toEqual([found(1)]);
    void looks.read(3);
    expect(port.reads).toHaveLength(1);
    void looks.read(9);
    expect(port.reads).toHaveLength(2);
  });

  it('go on with one that is made now', async () => {
    const { port, looks } = shown();
    void looks.fetch();
    expect(looks.busy).toBe('asking');
    port.asks[0]?.resolve(found(1));
    await settled();
    void looks.fetch();
    port.asks[1]?.resolve(GONE);
    await settled();
    expect(looks.all).toEqual([found(1), GONE]);
    expect(looks.last).toEqual(GONE);
    expect(looks.earlier).toEqual([found(1)]);
  });

  it('stay when one could not be made', async () => {
    const { port, looks } = shown();
    void looks.fetch();
    port.asks[0]?.resolve(found(1));
    await settled();
    void looks.fetch();
    port.asks[1]?.reject({ code: 'busy', message: 'No.', hint: 'Wait.', field: null });
    await settled();
    expect(looks.error).toMatchObject({ message: 'No.' });
    expect(looks.all).toEqual([found(1)]);
  });

  it('of an event that was left are not heard of any more', async () => {
    const { port, looks } = shown();
    void looks.fetch();
    looks.show(2);
    port.asks[0]?.resolve(found(1));
    await settled();
    expect(looks.all).toEqual([]);
    expect(looks.busy).toBeNull();
  });
});

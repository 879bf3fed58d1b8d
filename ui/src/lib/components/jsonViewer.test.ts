import { beforeEach, describe, expect, it, vi } from 'vitest';

let broken = true;
vi.mock('./jsonEditor', () => ({
  get openJson() {
    if (broken) throw new Error('no such chunk');
    return () => ({ show: () => undefined, destroy: () => undefined });
  },
}));

const { jsonViewer } = await import('./jsonViewer.svelte');

describe('fetching the payload viewer', () => {
  beforeEach(() => (broken = true));

  it('says when it fails, and succeeds when asked again', async () => {
    await jsonViewer.load();
    expect(jsonViewer.now.kind).toBe('failed');
    broken = false;
    await jsonViewer.load();
    expect(jsonViewer.now.kind).toBe('ready');
  });
});

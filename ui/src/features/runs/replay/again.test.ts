import { describe, expect, it } from 'vitest';
import { backend, viewOf } from '../testing';
import { Again } from './again.svelte';

async function open(id: number) {
  const port = backend();
  return { again: new Again(port, await viewOf(id)), port };
}

describe('a run that is done again', () => {
  it('begins at the step that failed, on its own version, as it was', async () => {
    const { again, port } = await open(240);
    await again.begin();
    expect(port.replayRun).toHaveBeenCalledExactlyOnceWith({
      runId: 240,
      fromFailed: true,
      current: false,
      trigger: null,
      dry: false,
    });
  });

  it('begins at the start where nothing failed', async () => {
    const { again } = await open(248);
    expect([again.failed, again.wanted.fromFailed]).toEqual([false, false]);
  });

  it('begins at the start with another payload, whatever was chosen', async () => {
    const { again } = await open(240);
    again.given = 'edited';
    again.typed = '{"refund":{"id":1}}';
    again.version = 'current';
    again.dry = true;
    expect(again.wanted).toEqual({
      runId: 240,
      fromFailed: false,
      current: true,
      trigger: '{"refund":{"id":1}}',
      dry: true,
    });
  });

  it.each([
    ['{', 'This is no JSON.'],
    ['[1]', 'A JSON object is needed: it begins with { and ends with }.'],
    ['null', 'A JSON object is needed: it begins with { and ends with }.'],
    ['{}', null],
  ])('with %s', async (typed, fault) => {
    const { again, port } = await open(240);
    again.given = 'edited';
    again.typed = typed;
    expect(again.fault).toBe(fault);
    await again.begin();
    expect(port.replayRun).toHaveBeenCalledTimes(fault === null ? 1 : 0);
  });

  it('stays a dry run where it was one', async () => {
    const { again } = await open(245);
    expect(again.dry).toBe(true);
  });
});

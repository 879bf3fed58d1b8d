import { describe, expect, it, vi } from 'vitest';
import type { EventDetail, ForwardAddressView, Replayed, ReplayTo } from '$lib/ipc';
import { about } from '../detail/testing';
import { outcomeOf, problemsOf } from './outcome';
import { Replay } from './replay.svelte';

const DEV: ForwardAddressView = {
  id: 4,
  name: 'Development server',
  url: 'http://localhost:3000/',
  reach: 'machine',
  forwards: false,
  conditions: [],
  waiting: 0,
  delivered: 0,
  failed: 0,
};

const well = (eventId: number, given: Partial<Replayed> = {}): Replayed => ({
  eventId,
  became: null,
  status: 200,
  tookMs: 12,
  problem: null,
  ...given,
});

const PROBLEM = {
  title: 'It did not answer',
  meaning: 'Refused.',
  mend: null,
  remedy: 'Start it.',
};

function shown(event: EventDetail = about(7, { body: '{"id":12345678901234567891}' })) {
  const replayEvents = vi.fn(async (ids: number[], _to: ReplayTo, _edited: string | null) =>
    ids.map((id) => well(id)),
  );
  const port = {
    event: () => Promise.resolve(event),
    forwardAddresses: vi.fn(async () => [DEV]),
    replayEvents,
  };
  return { port, replayEvents, replay: new Replay(port) };
}

describe('events sent again', () => {
  it('go as received, unless the payload is to be edited', async () => {
    const { replay, replayEvents } = shown();
    await replay.ask([7]);
    await replay.send();
    expect(replayEvents).toHaveBeenLastCalledWith([7], { to: 'here' }, null);
    replay.edits = true;
    replay.payload = '{"id":1}';
    await replay.send();
    expect(replayEvents).toHaveBeenLastCalledWith([7], { to: 'here' }, '{"id":1}');
  });

  it('are edited as they read, with every digit of their numbers', async () => {
    const { replay } = shown();
    await replay.ask([7]);
    expect(replay.payload).toBe('{\n  "id": 12345678901234567891\n}');
    replay.payload = 'spoilt';
    replay.reset();
    expect(replay.payload).toBe(replay.received);
  });

  it('cannot be edited when they are no text, or several', async () => {
    const { replay } = shown(about(7, { body: '\uFFFD', bodyIsText: false, bodyIsJson: false }));
    await replay.ask([7]);
    expect(replay.received).toBeNull();
    const { replay: many, replayEvents } = shown();
    await many.ask([7, 8]);
    many.edits = true;
    await many.send();
    expect(replayEvents.mock.lastCall?.[2]).toBeNull();
  });

  it('go to Patchbay again when the address is gone', async () => {
    const { replay, port } = shown();
    replay.to = { to: 'address', id: 4 };
    await replay.ask([7]);
    expect(replay.target).toBe('Development server');
    port.forwardAddresses.mockResolvedValue([]);
    await replay.ask([7]);
    expect([replay.to, replay.target]).toEqual([{ to: 'here' }, 'Patchbay']);
  });

  it('keep the dialog open while they are sent, and what was typed after a failure', async () => {
    const { replay, port } = shown();
    await replay.ask([7]);
    replay.edits = true;
    replay.payload = '{}';
    let fail: (error: unknown) => void = () => undefined;
    port.replayEvents.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
    const sending = replay.send();
    replay.shut();
    expect(replay.open).toBe(true);
    fail(new Error('no way'));
    await sending;
    expect([replay.phase.kind, replay.payload]).toEqual(['failed', '{}']);
    replay.shut();
    expect(replay.open).toBe(false);
  });
});

describe('what became of them, in words', () => {
  it('says how one was taken', () => {
    expect(outcomeOf([well(1, { became: 9, status: null })], 'Patchbay').title).toBe(
      'Stored as a new event in 12 ms',
    );
    expect(outcomeOf([well(1, { status: 204 })], 'Staging').title).toBe(
      'Staging answered 204 in 12 ms',
    );
    const bad = outcomeOf([well(1, { problem: PROBLEM })], 'Staging');
    expect([bad.tone, bad.title, bad.text]).toEqual([
      'bad',
      'It did not answer',
      'Refused. Start it.',
    ]);
  });

  it('counts many, and names each problem once', () => {
    const failed = [2, 3].map((id) => well(id, { problem: PROBLEM }));
    expect(outcomeOf([well(1), ...failed], 'Staging')).toMatchObject({
      tone: 'warn',
      title: '1 of 3 events arrived at Staging',
    });
    expect(outcomeOf(failed, 'Staging').title).toBe('None of the 2 events arrived at Staging');
    expect(problemsOf(failed)).toEqual([{ words: 'It did not answer. Refused.', times: 2 }]);
  });
});

/** Made-up runs: some in each state, and enough of them for several pages; the oldest first. */
import type { RunRow, RunView } from '$lib/ipc';
import { didItArrive, didItHappen, mayItGo } from './asking';
import { row, view } from './build';
import { mirrored, restocked, shipped, told } from './kinds';
import { ABSENT, NO_ANSWER, NO_FIELD, NO_SCOPE, said } from './problems';

const MINUTE = 60_000;
const FILTERED = 'The filter does not hold: 18.00 was compared with 100.';

const skipped = (of: RunRow) => view(of, { refund: { id: of.id } }, [], said(FILTERED));

function usual(id: number, at: number): RunView {
  const storeId = id % 3 === 0 ? 2 : 1;
  const refunded = { storeId, about: `Order ${100 + id} was refunded` };
  if (id % 5 === 0)
    return skipped(row(id, at, { ...refunded, state: 'skipped', words: FILTERED, tookMs: 3 }));
  if (id % 4 === 0) return told(row(id, at, refunded));
  if (id % 7 === 0) return restocked(row(id, at, { ...refunded, orchestrationId: 3 }));
  return mirrored(row(id, at, { storeId, orchestrationId: 2 }));
}

function dead(id: number, at: number): RunView {
  const of = (orchestrationId: number, words: string, given: Partial<RunRow> = {}) =>
    row(id, at, { orchestrationId, state: 'dead', words, ...given });
  if (id < 239) return mirrored(of(2, NO_ANSWER.title), 6);
  if (id < 242)
    return restocked(
      of(3, NO_SCOPE.title, { about: `Order ${100 + id} was refunded`, storeId: 2 }),
    );
  if (id === 242)
    return shipped(of(4, ABSENT.title, { about: `Order ${100 + id} moved to Awaiting Shipment` }));
  return view(of(4, NO_FIELD.title), { order: { id: 100 + id } }, [], NO_FIELD);
}

/** The runs there are at first. */
export function runsAtFirst(now = Date.now()): RunView[] {
  const many = Array.from({ length: 230 }, (_, at) => usual(at + 1, now - (300 - at) * 7 * MINUTE));
  const failed = Array.from({ length: 13 }, (_, at) =>
    dead(at + 231, now - (95 - at * 3) * MINUTE),
  );
  return [...many, ...failed, ...latest(now)];
}

function latest(now: number): RunView[] {
  const at = (minutes: number) => now - minutes * MINUTE;
  const open = { tookMs: null };
  const arrival = { words: 'Something it sent may have happened', ...open };
  return [
    view(row(244, at(50), { state: 'cancelled', words: 'You stopped it' }), null, []),
    told(row(245, at(44), { version: null, dry: true, cause: 'manual', about: 'By hand' })),
    {
      ...mirrored(row(246, at(40), { orchestrationId: 2, cause: 'replay', eventId: 1_232 })),
      replayOf: 232,
    },
    {
      ...shipped(
        row(247, at(34), { orchestrationId: 4, cause: 'schedule', about: '08:30', eventId: null }),
      ),
    },
    mirrored(
      row(248, at(30), {
        orchestrationId: 5,
        storeId: 3,
        note: 'Told Ada, who mends the server',
        about: 'Cart 09346904-4175-44fd-be53-f7e598531b6c was changed',
      }),
    ),
    didItArrive(row(249, at(21), { orchestrationId: 2, state: 'unknown', ...arrival })),
    didItHappen(row(250, at(16), { orchestrationId: 5, state: 'unknown', ...arrival })),
    mayItGo(
      row(251, at(9), {
        orchestrationId: 5,
        state: 'waiting',
        words: ask(251),
        storeId: 2,
        ...open,
      }),
    ),
    mirrored(
      row(252, at(4), {
        orchestrationId: 2,
        state: 'waiting',
        words: NO_ANSWER.title,
        nextAt: now + 4 * MINUTE,
        ...open,
      }),
      2,
    ),
    shipped(
      row(253, at(1), {
        orchestrationId: 4,
        state: 'running',
        words: 'Under way',
        coalesced: 2,
        ...open,
      }),
    ),
    view(
      row(254, now - 9_000, {
        orchestrationId: 4,
        state: 'queued',
        words: 'Waits for an earlier one about the same thing',
        ...open,
      }),
      null,
      [],
    ),
  ];
}

const ask = (id: number) => `Refund 120.00 of order ${100 + id}?`;

/** What the fake backend sends again, sends on, tests and answers with a fault. */
import type * as real from '../bindings';
import type { Commands } from './args';
import { failure } from './world';
import type { World } from './world';
import { reachOf } from '../../../features/forwards/mock';

/** Replays, tests and faults. */
export function sendingCommands(world: World) {
  const fault = (now: real.FaultView | null) => {
    world.status = { ...world.status, fault: now };
    world.changed();
  };
  return {
    test_payload: ({ storeId, trigger }) => payload(world.store(storeId).hash, trigger),
    test_trigger: ({ test }) => tested(world, test),
    replay_events: ({ ids, to }) => ids.map((id) => replayed(id, to)),
    set_fault: ({ fault: spec }) => fault(faultOf(world, spec)),
    clear_fault: () => fault(null),
  } satisfies Commands;
}

/** Forward addresses. */
export function forwardCommands(world: World) {
  const { forwards } = world;
  return {
    forward_addresses: () => forwards.addresses,
    watch_forwards: ({ onChange }) =>
      world.hear('forwards', () => onChange.onmessage(forwards.addresses)),
    check_forward_url: ({ url }) => {
      if (!/^https?:\/\/[^/]/.test(url.trim())) throw NO_URL;
      return reachOf(url);
    },
    save_forward_address: ({ id, spec }) => {
      if (!/^https?:\/\/[^/]/.test(spec.url.trim())) throw NO_URL;
      return forwards.save(id, spec);
    },
    delete_forward_address: ({ id }) => forwards.delete(id),
    forwards: ({ addressId, state }) => forwards.page(addressId, state),
    retry_forwards: ({ addressId, only }) => forwards.retry(addressId, only),
    discard_forwards: ({ addressId }) => forwards.discard(addressId),
  } satisfies Commands;
}

const NO_URL = failure(
  'validation',
  'Give a whole URL with http or https, such as http://localhost:3000/webhooks.',
  'Correct it and try again.',
  'forwardUrl',
);

const REFUSED: real.Problem = {
  title: 'Development server did not answer',
  meaning: 'It could not be reached: Connection refused.',
  mend: null,
  remedy: 'See that it runs, then send the event again.',
};

const LOST = failure(
  'addressUnreachable',
  'The test did not come through: Nothing answered within 15 seconds.',
  'Test the public address, then try again.',
);

async function tested(world: World, { way, body }: real.TriggerTest): Promise<real.TestArrived> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  if (body.length > 256 * 1_024)
    throw failure('validation', 'A payload has at most 256 KB.', 'Shorten it.', 'payload');
  if (way === 'public' && world.status.address.state !== 'up') throw LOST;
  return { eventId: 1_240, tookMs: way === 'public' ? 43 : 6 };
}

function replayed(eventId: number, to: real.ReplayTo): real.Replayed {
  if (to.to === 'here') return { eventId, became: 1_240, status: null, tookMs: 9, problem: null };
  const well = to.id !== 1;
  return {
    eventId,
    became: null,
    status: well ? 200 : null,
    tookMs: 12,
    problem: well ? null : REFUSED,
  };
}

function faultOf(world: World, spec: real.FaultSpec): real.FaultView {
  const trigger = world.triggers.find((one) => one.id === spec.trigger);
  const store = world.stores.find((one) => one.id === spec.storeId);
  return {
    trigger: trigger?.name ?? null,
    store: store ? (store.profile?.name ?? store.hash) : null,
    status: spec.status,
    delayS: spec.delayS,
    left: spec.times,
    until: Date.now() + spec.minutes * 60_000,
  };
}

function payload(hash: string, trigger: string): string {
  const scope = `store/${trigger.replace('refund_', 'order/refund/').replace('_', '/')}`;
  const body = {
    scope,
    store_id: '1000123',
    data: { type: 'order', id: 118 },
    hash: '3f1a7c0de5b2946880c1d2e3f4a5b6c7d8e9f001',
    created_at: Math.floor(Date.now() / 1_000),
    producer: `stores/${hash}`,
  };
  return JSON.stringify(body, null, 2);
}

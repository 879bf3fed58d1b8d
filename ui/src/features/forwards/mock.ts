/** Forward addresses of the fake backend, and what became of what was sent to them. */
import type {
  AttemptView,
  ForwardAddressSpec,
  ForwardAddressView,
  ForwardState,
  ForwardView,
  Reach,
} from '$lib/ipc';

const MINUTE = 60_000;

/** Addresses and forwards in memory. */
export class MockForwards {
  addresses: ForwardAddressView[];
  #forwards: ForwardView[];
  readonly #tell: () => void;

  /** `peopled` tells whether there are any; `tell` hears of every change. */
  constructor(peopled: boolean, tell: () => void) {
    this.#tell = tell;
    this.addresses = peopled ? ADDRESSES : [];
    this.#forwards = peopled ? made() : [];
  }

  /** Saves an address. */
  save(id: number | null, spec: ForwardAddressSpec): ForwardAddressView {
    const known = this.addresses.find((one) => one.id === id);
    const next = Math.max(0, ...this.addresses.map((one) => one.id)) + 1;
    const numbers = known ?? { id: next, waiting: 0, delivered: 0, failed: 0 };
    const saved = { ...numbers, ...spec, reach: reachOf(spec.url) };
    const others = this.addresses.filter((one) => one !== known);
    this.addresses = [...others, saved].sort((one, other) => one.name.localeCompare(other.name));
    this.#tell();
    return saved;
  }

  /** Deletes an address. */
  delete(id: number): void {
    this.addresses = this.addresses.filter((one) => one.id !== id);
    this.#tell();
  }

  /** A page of forwards in one state. */
  page(addressId: number, state: ForwardState): ForwardView[] {
    return this.#forwards.filter((one) => one.addressId === addressId && one.state === state);
  }

  /** The forwards of an event. */
  ofEvent(eventId: number): ForwardView[] {
    return this.#forwards.filter((one) => one.eventId === eventId);
  }

  /** Sends again what did not arrive. */
  retry(addressId: number, only: number | null): number {
    return this.#end(addressId, (one) => only === null || one.id === only, 'delivered');
  }

  /** Forgets what did not arrive. */
  discard(addressId: number): number {
    return this.#end(addressId, () => true, null);
  }

  #end(
    addressId: number,
    which: (one: ForwardView) => boolean,
    state: ForwardState | null,
  ): number {
    const meant = this.#forwards.filter(
      (one) => one.addressId === addressId && one.state !== 'delivered' && which(one),
    );
    const rest = this.#forwards.filter((one) => !meant.includes(one));
    const ended = state === null ? [] : meant.map((one) => ({ ...one, state, nextAt: null }));
    this.#forwards = [...ended, ...rest];
    this.addresses = this.addresses.map((one) =>
      one.id === addressId ? { ...one, ...this.#counted(addressId) } : one,
    );
    this.#tell();
    return meant.length;
  }

  #counted(id: number): Pick<ForwardAddressView, ForwardState> {
    const count = (state: ForwardState) => this.page(id, state).length;
    return { waiting: count('waiting'), delivered: count('delivered'), failed: count('failed') };
  }
}

/** Where a URL seems to lead. */
export function reachOf(url: string): Reach {
  if (/\/\/(localhost|127\.|\[::1\])/.test(url)) return 'machine';
  return /\/\/(10\.|192\.168\.)/.test(url) ? 'network' : 'internet';
}

const ADDRESSES: ForwardAddressView[] = [
  {
    id: 1,
    name: 'Development server',
    url: 'http://localhost:3000/webhooks/bigcommerce',
    reach: 'machine',
    forwards: true,
    conditions: [],
    waiting: 2,
    delivered: 1_204,
    failed: 1,
  },
  {
    id: 2,
    name: 'Staging',
    url: 'https://staging.northwind-integrations.example.com/webhooks/bigcommerce/orders?tenant=7',
    reach: 'internet',
    forwards: false,
    conditions: [{ not: false, term: { field: 'trigger', value: 'refund_created' } }],
    waiting: 0,
    delivered: 3,
    failed: 0,
  },
];

const attempt = (at: number, status: number | null, said: string): AttemptView => ({
  at,
  tookMs: 12,
  status,
  said,
});

function made(): ForwardView[] {
  const now = Date.now();
  const refused = 'It could not be reached: Connection refused.';
  const forward = (id: number, given: Partial<ForwardView>): ForwardView => ({
    id,
    addressId: 1,
    address: 'Development server',
    eventId: 1_240 - id,
    summary: `Order ${250 + id} was created`,
    state: 'delivered',
    byHand: false,
    at: now - id * MINUTE,
    nextAt: null,
    attempts: [attempt(now - id * MINUTE, 200, 'ok')],
    ...given,
  });
  return [
    forward(1, {
      state: 'waiting',
      nextAt: now + 4_000,
      attempts: [attempt(now - 6_000, null, refused), attempt(now - 1_000, null, refused)],
    }),
    forward(2, {
      state: 'waiting',
      nextAt: now + 24_000,
      attempts: [attempt(now - 9_000, 503, 'Restarting')],
    }),
    forward(3, {
      state: 'failed',
      attempts: Array.from({ length: 9 }, (_, at) =>
        attempt(now - (10 - at) * 40 * MINUTE, 500, '{"error":"relation \\"orders\\" is missing"}'),
      ),
    }),
    forward(4, {}),
    forward(5, { byHand: true }),
    forward(6, { addressId: 2, address: 'Staging', summary: 'Refund 7 of order 118 was created' }),
  ];
}

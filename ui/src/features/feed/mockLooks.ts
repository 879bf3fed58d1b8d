/** What the fake backend finds when it looks at resources: of two orders in three as they arrive. */
import type { ChangeView, FeedRow, LookView, Problem, ResourceView } from '$lib/ipc';
import { story, verdictOf } from './mockStory';

/** What arrives of one order and its cart, as places in ten: what a look tells of it. */
interface Told {
  readonly summary: (about: About) => string;
  readonly changes: readonly ChangeView[];
}

/** What an event is about. */
export interface About {
  readonly order: number;
  readonly cart: string;
  readonly refund: number;
}

const AWAITING = 'Awaiting Fulfillment';
const TOTAL = '120.95 USD';

const TOLD: Readonly<Record<number, Told>> = {
  0: { summary: ({ order }) => `Order ${order} · Pending · ${TOTAL}`, changes: [] },
  2: { summary: ({ cart }) => `Cart ${cart.slice(0, 8)}…: 3 items, ${TOTAL}`, changes: [] },
  3: {
    summary: ({ order }) => `Order ${order} moved from Pending to ${AWAITING}`,
    changes: [{ name: 'Status', from: 'Pending', to: AWAITING }],
  },
  7: {
    summary: ({ order }) => `Order ${order} moved from ${AWAITING} to Shipped, and 4 more`,
    changes: [
      { name: 'Status', from: AWAITING, to: 'Shipped' },
      { name: 'Payment', from: 'authorized', to: 'captured' },
      { name: 'Items shipped', from: '0', to: '3' },
      { name: 'Billing address', from: null, to: null },
      { name: 'Staff notes', from: null, to: null },
    ],
  },
  9: {
    summary: ({ order, refund }) => `Refund ${refund} of order ${order}: 45.00 USD`,
    changes: [],
  },
};

/** The looks of the mock feed. */
export class MockLooks {
  readonly #row: (id: number) => FeedRow;
  readonly #about: (id: number) => About;
  readonly #made = new Map<number, ResourceView[]>();
  #fetches = 0;

  constructor(row: (id: number) => FeedRow, about: (id: number) => About) {
    this.#row = row;
    this.#about = about;
  }

  /** What a look tells of an event, if one was made as it arrived. */
  summary(id: number): string | null {
    return told(id)?.summary(this.#about(id)) ?? null;
  }

  /** The last look for an event. */
  last(id: number): LookView | null {
    const made = this.#all(id).at(-1);
    return made ? { at: made.at, changes: [...(told(id)?.changes ?? [])] } : null;
  }

  /** The looks that were kept. */
  async kept(id: number): Promise<ResourceView[]> {
    await wait(200);
    return [...this.#all(id)];
  }

  /** A look that is made now: the resource is found, gone or not to be had, by its id. */
  async fetch(id: number): Promise<ResourceView> {
    await wait(600);
    const look = this.#look(id, Date.now());
    this.#made.set(id, [...this.#all(id), look]);
    return look;
  }

  #all(id: number): readonly ResourceView[] {
    const made = this.#made.get(id);
    if (made || !told(id)) return made ?? [];
    const { at } = this.#row(id);
    const looks = [at - 86_400_000, at + 1_300].map((when) => this.#look(id, when));
    this.#made.set(id, looks);
    return looks;
  }

  #look(id: number, at: number): ResourceView {
    const { order, cart } = this.#about(id);
    const { triggerId } = this.#row(id);
    if (triggerId === 'cart_updated') {
      const meaning = 'A cart is deleted when it becomes an order, so this is normal.';
      return { kind: 'gone', request: `GET /v3/carts/${cart}`, meaning, at };
    }
    const request = `GET /v2/orders/${order}`;
    if (triggerId === 'refund_created') return { kind: 'failed', request, problem: NO_SCOPE, at };
    const body = JSON.stringify(orderNow(order, this.#fetches % 2 === 1), null, 2);
    this.#fetches += 1;
    return { kind: 'found', request, body, at };
  }
}

const NO_SCOPE: Problem = {
  title: 'The token lacks a scope.',
  meaning: 'Reading refunds needs store_v2_transactions_read_only, which the store did not grant.',
  mend: 'scopes',
  remedy: 'Add the scope in the app’s settings, then install the app on the store again.',
};

function told(id: number): Told | undefined {
  const looked = story(id) % 3 !== 2 && verdictOf(id) !== 'quarantined';
  return looked ? TOLD[id % 10] : undefined;
}

function orderNow(id: number, shipped: boolean): unknown {
  return {
    id,
    status_id: shipped ? 2 : 11,
    status: shipped ? 'Shipped' : AWAITING,
    items_shipped: shipped ? 3 : 0,
    date_created: 'Sun, 22 Nov 2026 19:02:11 +0000',
    subtotal_inc_tax: '112.0000',
    shipping_cost_inc_tax: '8.9500',
    total_inc_tax: '120.9500',
    items_total: 3,
    payment_method: 'Test Payment Gateway',
    currency_code: 'USD',
    customer_message: '',
    billing_address: {
      first_name: 'Ada',
      last_name: 'Verne',
      street_1: '12 Harbour Street',
      city: 'Bristol',
      country: 'United Kingdom',
      email: 'ada@example.com',
    },
    products: { resource: `/orders/${id}/products` },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Stores to look at without a backend: one in each state, one whose every word is long. */
import type {
  ExceptionsView,
  GrantedScope,
  HookView,
  ScopeComparison,
  ScopeView,
  StoreHealthView,
  StoreRow,
  StoreView,
  ToldHookView,
  TriggerView,
} from '$lib/ipc';

const HOUR = 3_600_000;

function scope(id: string, row: string, level: string, about: string, mandatory = true): ScopeView {
  const reasons = mandatory ? ['Mandatory for BigCommerce'] : ['Cart Updated needs it'];
  return {
    id,
    row,
    level,
    about,
    note: null,
    forStores: true,
    kind: mandatory ? 'mandatory' : 'additional',
    reasons,
    satisfiedBy: null,
  };
}

const PRODUCTS = scope('store_v2_products', 'Products', 'Modify', 'Reads and changes products.');
const PRODUCTS_READ = scope(
  'store_v2_products_read_only',
  'Products',
  'Read-only',
  'Reads products.',
);
const ORDERS = scope('store_v2_orders', 'Orders', 'Modify', 'Reads and changes orders.');
const ORDERS_READ = scope('store_v2_orders_read_only', 'Orders', 'Read-only', 'Reads orders.');
const CARTS = scope('store_cart_read_only', 'Carts', 'Read-only', 'Reads carts.', false);
const CONTENT = scope('store_v2_content', 'Content', 'Modify', 'Reads and changes pages.', false);

function granted(one: ScopeView, by: string | null = null): GrantedScope {
  return { scope: one, by };
}

const WHOLE: ScopeComparison = {
  matching: [
    granted(PRODUCTS),
    granted(PRODUCTS_READ, 'store_v2_products'),
    granted(ORDERS),
    granted(ORDERS_READ, 'store_v2_orders'),
    granted(CARTS),
  ],
  missing: [],
  wider: [],
  extra: [],
};

const PARTIAL: ScopeComparison = {
  matching: WHOLE.matching.slice(0, 4),
  missing: [CARTS],
  wider: [],
  extra: [CONTENT],
};

const BASE: StoreView = {
  id: 1,
  appId: 1,
  kind: 'oauth',
  access: null,
  appName: 'Orders sync',
  hash: 'g5cd38',
  state: 'connected',
  profile: {
    name: 'Northwind Outdoor',
    domain: 'northwind-outdoor.mybigcommerce.com',
    plan: 'Plus',
    currency: 'USD',
    timezone: 'America/New_York',
    status: 'live',
    adminEmail: '',
  },
  installedBy: 'ada@northwind.example',
  owner: 'ada@northwind.example',
  installedAt: 0,
  provedAt: 0,
  scopes: WHOLE,
  hooksActive: 4,
  hooksWanted: 4,
  lastEventAt: 0,
  problem: null,
};

/** One store in each state there is. */
export function mockStores(now = Date.now()): StoreView[] {
  const at = {
    installedAt: now - 52 * HOUR,
    provedAt: now - 0.2 * HOUR,
    lastEventAt: now - 12_000,
  };
  return [
    { ...BASE, ...at },
    partial(now),
    longWords(now),
    held(now),
    revoked(now),
    uninstalled(now),
  ];
}

function partial(now: number): StoreView {
  return {
    ...BASE,
    id: 2,
    hash: 'k2m9qa',
    profile: {
      name: 'Lumen & Oak',
      domain: 'lumen-oak.mybigcommerce.com',
      plan: 'Pro',
      currency: 'GBP',
      timezone: 'Europe/London',
      status: 'live',
      adminEmail: '',
    },
    installedBy: 'ops@lumenoak.example',
    installedAt: now - 300 * HOUR,
    provedAt: now - 3 * HOUR,
    lastEventAt: now - 5 * HOUR,
    scopes: PARTIAL,
    hooksActive: 3,
    problem: {
      title: 'The store did not grant store_cart_read_only.',
      meaning: 'Cart Updated arrives, but the cart itself cannot be fetched.',
      mend: null,
      remedy:
        'Save the scope in the developer portal, then let the store’s owner install the app again.',
    },
  };
}

function longWords(now: number): StoreView {
  return {
    ...BASE,
    id: 3,
    appId: 2,
    appName: 'Practice',
    hash: 'pr4ct1ce0000000000000000000000000000000000000000000000000000longh',
    profile: {
      name: 'Vereinigte Handwerksmanufaktur für nachhaltige Outdoor-Ausrüstung GmbH & Co. KG',
      domain: 'vereinigte-handwerksmanufaktur-fuer-nachhaltige-outdoor-ausruestung.example',
      plan: 'Enterprise',
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      status: 'live',
      adminEmail: '',
    },
    installedBy: 'integrationsverantwortliche.fuer.alle.filialen@handwerksmanufaktur.example',
    installedAt: now - 2 * HOUR,
    provedAt: now - HOUR,
    lastEventAt: null,
  };
}

function held(now: number): StoreView {
  return {
    ...BASE,
    id: 4,
    hash: 'x81fzz',
    state: 'held',
    profile: null,
    installedBy: 'someone@unknown.example',
    installedAt: now - 0.1 * HOUR,
    provedAt: null,
    scopes: { matching: WHOLE.matching.slice(0, 4), missing: [CARTS], wider: [], extra: [] },
    hooksActive: 0,
    hooksWanted: 0,
    lastEventAt: null,
  };
}

function revoked(now: number): StoreView {
  return {
    ...BASE,
    id: 5,
    hash: 'm7t2wd',
    state: 'revoked',
    profile: {
      name: 'Tidewater Books',
      domain: 'tidewater.example',
      plan: 'Standard',
      currency: 'USD',
      timezone: 'America/Chicago',
      status: 'live',
      adminEmail: '',
    },
    installedBy: 'owner@tidewater.example',
    installedAt: now - 900 * HOUR,
    provedAt: now - 26 * HOUR,
    lastEventAt: now - 27 * HOUR,
    hooksActive: 0,
    hooksWanted: 0,
    problem: {
      title: 'BigCommerce refuses the store’s token.',
      meaning:
        'It was replaced by a newer install, or the app was removed without telling Patchbay.',
      mend: null,
      remedy: 'Install the app on the store again.',
    },
  };
}

function uninstalled(now: number): StoreView {
  return {
    ...BASE,
    id: 6,
    hash: 'b0q4lk',
    state: 'uninstalled',
    profile: {
      name: 'Alder Cycles',
      domain: 'alder-cycles.example',
      plan: 'Plus',
      currency: 'CAD',
      timezone: 'America/Toronto',
      status: 'live',
      adminEmail: '',
    },
    installedBy: 'mail@alder.example',
    installedAt: now - 2_000 * HOUR,
    provedAt: now - 700 * HOUR,
    lastEventAt: now - 699 * HOUR,
    hooksActive: 0,
    hooksWanted: 0,
  };
}

function hook(given: Partial<HookView>, now: number): HookView {
  return {
    storeId: 1,
    storeName: 'Northwind Outdoor',
    state: 'active',
    remoteId: 31_204_577,
    destination: 'https://hooks.example.com/h/••••••••',
    checkedAt: now - 0.2 * HOUR,
    provedAt: now - 0.2 * HOUR,
    lastDeliveryAt: now - 12_000,
    problem: null,
    ...given,
  };
}

/** Triggers that are off until somebody wants them; the last are other webhooks. */
const OFFERED: readonly [string, string, string, string, boolean][] = [
  ['order_status_changed', 'Order Status Changed', 'Orders', 'store/order/statusUpdated', false],
  ['shipment_created', 'Shipment Created', 'Orders', 'store/shipment/created', false],
  ['cart_abandoned', 'Cart Abandoned', 'Carts', 'store/cart/abandoned', false],
  ['customer_created', 'Customer Created', 'Customers', 'store/customer/created', false],
  ['product_updated', 'Product Updated', 'Products', 'store/product/updated', false],
  ['inventory_updated', 'Inventory Updated', 'Products', 'store/product/inventory/updated', false],
  ['order_archived', 'Order Archived', 'Orders', 'store/order/archived', true],
  ['price_list_created', 'Price List Created', 'Price lists', 'store/priceList/created', true],
];

/** The triggers of an app, with a hook in each state on its stores. */
export function mockTriggers(now = Date.now()): TriggerView[] {
  const refused = {
    title: 'BigCommerce has switched the hook off.',
    meaning: 'It was not reachable for two days, so BigCommerce gave up.',
    mend: null,
    remedy: 'Register the hooks again.',
  };
  const trigger = (id: string, name: string, path: string, about: string, hooks: HookView[]) => ({
    id,
    name,
    group: id === 'cart_updated' ? 'Carts' : 'Orders',
    other: false,
    scope: path,
    about,
    enabled: true,
    missingScope: id === 'cart_updated' ? 'store_cart_read_only' : null,
    hooks,
  });
  const second = { storeId: 2, storeName: 'Lumen & Oak', remoteId: 31_204_900 };
  return [
    trigger('order_created', 'Order Created', 'store/order/created', 'An order was placed.', [
      hook({}, now),
      hook(second, now),
    ]),
    trigger('order_updated', 'Order Updated', 'store/order/updated', 'An order changed.', [
      hook({ provedAt: null }, now),
      hook({ ...second, state: 'inactive', problem: refused }, now),
    ]),
    trigger(
      'refund_created',
      'Refund Created',
      'store/order/refund/created',
      'A refund was made.',
      [
        hook({ provedAt: null, lastDeliveryAt: null }, now),
        hook({ ...second, state: 'missing', remoteId: null, checkedAt: null, provedAt: null }, now),
      ],
    ),
    trigger('cart_updated', 'Cart Updated', 'store/cart/updated', 'A cart was made or changed.', [
      hook({ lastDeliveryAt: now - 5 * HOUR }, now),
      hook({ ...second, lastDeliveryAt: null }, now),
    ]),
    ...OFFERED.map(([id, name, group, path, other]) => ({
      ...trigger(id, name, path, `${name}, as BigCommerce tells of it.`, []),
      group,
      other,
      enabled: false,
    })),
  ];
}

function told(given: Partial<ToldHookView>, now: number): ToldHookView {
  return {
    remoteId: 31_204_577,
    trigger: 'Order Created',
    scope: 'store/order/created',
    destination: 'https://hooks.example.com/h/••••••••',
    headers: ['X-Patchbay-Hook'],
    status: 'active',
    createdAt: now - 52 * HOUR,
    lapsesAt: now + 80 * 24 * HOUR,
    ...given,
  };
}

/** What BigCommerce tells of failed deliveries: of a store in trouble that it blocks the domain. */
export function mockExceptions(trouble: boolean, now = Date.now()): ExceptionsView {
  const last = {
    eventId: 97,
    at: now - 0.1 * HOUR,
    words: 'BigCommerce delivers nothing to hooks.example.com for a while',
    code: 90_003,
    message: 'The destination’s domain is temporarily blocked.',
    hook: 31_204_577,
    trigger: 'Order Created',
    host: 'hooks.example.com',
    means:
      'More than one in ten of its deliveries there failed within two minutes. It leaves the domain alone for three minutes.',
    remedy: 'Look at the public address in Preferences.',
    loses: true,
  };
  return {
    scope: 'store/hook/deliveryException',
    state: 'active',
    remoteId: 31_204_590,
    problem: null,
    last: trouble ? last : null,
  };
}

/** How a store is: the first is well but for what lapses, the second is in trouble. */
export function mockHealth(store: StoreView, now = Date.now()): StoreHealthView {
  const known = store.state === 'connected';
  const trouble = store.id === 2;
  const theirs = told(
    {
      remoteId: 30_991_002,
      trigger: null,
      scope: 'store/product/updated',
      destination: 'https://erp.example.com/integrations/bigcommerce/webhooks/v2/products?…',
      headers: ['Authorization', 'X-Tenant'],
      status: 'deactivated',
      createdAt: now - 4_000 * HOUR,
      lapsesAt: null,
    },
    now,
  );
  const ours = [
    told({}, now),
    told({ trigger: 'Order Updated', scope: 'store/order/updated', remoteId: 31_204_578 }, now),
    told(
      {
        trigger: 'Refund Created',
        scope: 'store/order/refund/created',
        remoteId: 31_204_579,
        lapsesAt: now + 9.4 * 24 * HOUR,
      },
      now,
    ),
    told({ trigger: 'Cart Updated', scope: 'store/cart/updated', remoteId: 31_204_580 }, now),
  ];
  const reasons = [
    { words: 'status 502', count: 112 },
    { words: 'timed out', count: 9 },
  ];
  const domain = { domain: 'hooks.example.com', ours: true, until: now + 132_000, reasons };
  const exceptions = known ? mockExceptions(trouble, now) : null;
  return {
    checkedAt: known ? now - 0.2 * HOUR : null,
    nextAt: known ? now + 0.3 * HOUR : null,
    toldAt: known ? now - 0.2 * HOUR : null,
    emails: known ? ['ops@example.com', 'ada@northwind.example'] : [],
    hooks: known ? [...ours, theirs] : [],
    exceptions,
    blocked: trouble ? [domain] : [],
    quota: known ? { left: 148, of: 150 } : null,
    error: null,
    history: [
      { id: 3, at: now - 26 * HOUR, kind: 'hooksMended', detail: '2' },
      {
        id: 2,
        at: now - 40 * HOUR,
        kind: 'ownerChanged',
        detail: 'ada@northwind.example → eve@northwind.example',
      },
      { id: 1, at: store.installedAt, kind: 'installed', detail: store.installedBy ?? '' },
    ],
  };
}

/** The stores as the list shows them. */
export function mockRows(stores: readonly StoreView[], now = Date.now()): StoreRow[] {
  return stores.map((store) => ({
    id: store.id,
    appId: store.appId,
    appName: store.appName,
    kind: store.kind,
    mode: store.appName === 'Practice' ? 'practice' : 'live',
    hash: store.hash,
    name: store.profile?.name ?? null,
    domain: store.profile?.domain ?? null,
    plan: store.profile?.plan ?? null,
    installedBy: store.installedBy,
    state: store.state,
    attention: attention(store),
    installedAt: store.installedAt,
    lastEventAt: store.lastEventAt,
    hooksActive: store.hooksActive,
    hooksWanted: store.hooksWanted,
    scopesMissing: store.scopes.missing.length,
    checkedAt: store.provedAt,
    lastError: store.problem
      ? { title: store.problem.title, at: now - 3 * HOUR, over: false }
      : store.id % 7 === 3
        ? { title: 'BigCommerce could not be reached', at: now - 30 * HOUR, over: true }
        : null,
  }));
}

function attention(store: StoreView): StoreRow['attention'] {
  const of = (kind: NonNullable<StoreRow['attention']>['kind']) => ({ kind, at: null });
  if (store.state === 'held' || store.state === 'revoked') return of(store.state);
  if (store.state !== 'connected') return null;
  if (store.problem) return of('problem');
  return store.hooksActive < store.hooksWanted ? of('hooksOff') : null;
}

/** So many stores, most of them well. */
export function manyStores(count: number, now = Date.now()): StoreView[] {
  const further = Array.from({ length: count }, (_, at): StoreView => {
    const name = `Corner Shop ${String(at + 1).padStart(3, '0')}`;
    return {
      ...BASE,
      id: 100 + at,
      hash: `more${String(at).padStart(4, '0')}`,
      profile: BASE.profile && { ...BASE.profile, name, domain: `corner-${at + 1}.example` },
      installedAt: now - (at + 1) * HOUR,
      provedAt: now - 0.1 * HOUR,
      lastEventAt: at % 5 === 0 ? null : now - at * 60_000,
      hooksActive: at % 40 === 7 ? 2 : 4,
    };
  });
  return [...mockStores(now), ...further];
}

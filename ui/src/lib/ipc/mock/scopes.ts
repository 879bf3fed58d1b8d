/** A part of the documented scopes, and the checklist made of those chosen. */
import type {
  CustomScopeCheck,
  PortalRow,
  ScopeAdvice,
  ScopeChecklist,
  ScopeFacts,
  ScopeKind,
  ScopeTable,
  ScopeView,
} from '../bindings';

type Documented = readonly [id: string, row: string, level: string, about: string];

const DOCUMENTED: readonly Documented[] = [
  ['store_v2_products', 'Products', 'Modify', 'Reads and changes products, brands and categories.'],
  [
    'store_v2_products_read_only',
    'Products',
    'Read-only',
    'Reads products, brands and categories.',
  ],
  ['store_v2_orders', 'Orders', 'Modify', 'Reads and changes orders.'],
  ['store_v2_orders_read_only', 'Orders', 'Read-only', 'Reads orders.'],
  ['store_cart', 'Carts', 'Modify', 'Reads and changes carts.'],
  ['store_cart_read_only', 'Carts', 'Read-only', 'Reads carts.'],
  ['store_v2_customers', 'Customers', 'Modify', 'Reads and changes customers.'],
  ['store_v2_customers_read_only', 'Customers', 'Read-only', 'Reads customers.'],
  ['store_v2_content', 'Content', 'Modify', 'Reads and changes pages and scripts.'],
  ['store_v2_marketing', 'Marketing', 'Modify', 'Reads and changes coupons and banners.'],
  ['store_v2_transactions', 'Order Transactions', 'Modify', 'Reads and makes refunds.'],
  ['store_v2_transactions_read_only', 'Order Transactions', 'Read-only', 'Reads transactions.'],
  ['store_v2_information_read_only', 'Information & Settings', 'Read-only', 'Reads the settings.'],
  ['store_payments_access_token_create', 'Create Payments', 'Create', 'Takes payments.'],
  ['account_read', 'Account', 'Read-only', 'Reads the account.'],
];

const OF_ACCOUNTS =
  'It belongs to an account, not to a store: an app installed on a store cannot hold it.';

/** Scopes that are always asked for. */
const MANDATORY = DOCUMENTED.slice(0, 4).map(([id]) => id);

function view(id: string, kind: ScopeKind, chosen: readonly string[] = []): ScopeView {
  const [, row = '', level = '', about = 'A scope typed by you.'] =
    DOCUMENTED.find(([one]) => one === id) ?? [];
  const stronger = id.replace(/_read_only$/, '');
  const satisfiedBy = stronger !== id && chosen.includes(stronger) ? stronger : null;
  const forStores = !id.startsWith('account_');
  const note = forStores ? null : OF_ACCOUNTS;
  const reasons = reasonsOf(id, kind);
  return { id, row, level, about, note, forStores, kind, reasons, satisfiedBy };
}

function reasonsOf(id: string, kind: ScopeKind): string[] {
  if (id === 'store_v2_orders_read_only')
    return [
      'Mandatory for BigCommerce',
      'Order Created, Order Updated and Refund Created read their resources with it',
      'Finds missed Order Created, Order Updated and Refund Created again',
    ];
  if (kind === 'mandatory') return ['Mandatory for BigCommerce'];
  return id.startsWith('store_cart') ? ['Cart Updated reads its resource with it'] : [];
}

/** The checklist of an app. */
export function checklist(
  additional: readonly string[],
  custom: readonly string[],
  comparison: ScopeTable | null,
): ScopeChecklist {
  const ids = [...MANDATORY, ...additional, ...custom];
  const chosen = [
    ...MANDATORY.map((id) => view(id, 'mandatory', ids)),
    ...additional.map((id) => view(id, 'additional', ids)),
    ...custom.map((id) => view(id, 'custom', ids)),
  ];
  const available = DOCUMENTED.filter(([id]) => !ids.includes(id)).map(([id]) =>
    view(id, 'additional'),
  );
  return { chosen, available, rows: rowsOf(chosen), advice: adviceOn(ids), comparison };
}

/** What is known of a documented scope. */
export function scopeFacts(id: string): ScopeFacts {
  const { row, level, about, note } = view(id, 'additional');
  const change = {
    name: 'Create and change orders',
    calls: ['POST /v2/orders', 'PUT /v2/orders/{id}'],
  };
  const read = {
    name: 'Read orders',
    calls: ['GET /v2/orders', 'GET /v2/orders/{id}', 'GET /v2/order_statuses'],
  };
  const writes = level === 'Modify';
  return {
    id,
    row,
    oldRow: row,
    level,
    oldLevel: level.toLowerCase(),
    about,
    note,
    alsoSpelt: [],
    includes: writes ? [`${id}_read_only`] : [],
    triggers: ['Order Created', 'Order Updated'],
    endpoints: writes ? [read, change] : [read],
  };
}

function rowsOf(chosen: readonly ScopeView[]): PortalRow[] {
  const rows = new Map<string, PortalRow>();
  for (const { id, row, level } of chosen.filter((scope) => scope.row !== '')) {
    const known = rows.get(row);
    if (known) known.scopes.push(id);
    else rows.set(row, { row, oldRow: row, level, oldLevel: level.toLowerCase(), scopes: [id] });
  }
  return [...rows.values()];
}

function adviceOn(ids: readonly string[]): ScopeChecklist['advice'] {
  return [...lacking(ids), ...ids.flatMap(surplus)];
}

function lacking(ids: readonly string[]): ScopeAdvice[] {
  if (ids.some((id) => id.startsWith('store_cart'))) return [];
  const scope = 'store_cart_read_only';
  const message = 'Cart Updated arrives without it, but the cart cannot be read.';
  return [{ kind: 'tooLittle', scope, message, mend: { kind: 'add', scope } }];
}

function surplus(scope: string): ScopeAdvice[] {
  const by = 'store_cart_read_only';
  if (scope === 'store_cart') {
    const message = `${by} is enough for what is on here.`;
    return [{ kind: 'tooMuch', scope, message, mend: { kind: 'replace', scope, by } }];
  }
  if (scope === 'store_carts') {
    const message = `BigCommerce documents no such scope. Did you mean ${by}?`;
    return [{ kind: 'misspelt', scope, message, mend: { kind: 'replace', scope, by } }];
  }
  if (!/customers|content|marketing/.test(scope)) return [];
  const message = 'Nothing that is on here needs it. Keep it if software of your own uses it.';
  return [{ kind: 'tooMuch', scope, message, mend: { kind: 'remove', scope } }];
}

/** What is found of a typed scope. */
export function checkScope(typed: string): CustomScopeCheck {
  const wellFormed = /^[a-z][a-z0-9_]+$/.test(typed);
  const documented = DOCUMENTED.find(([id]) => id === typed)?.[0] ?? null;
  const near = DOCUMENTED.find(([id]) => typed.length > 5 && id.startsWith(typed.slice(0, -1)));
  const didYouMean = documented ? null : (near?.[0] ?? null);
  const message = wellFormed
    ? documented
      ? 'A documented scope.'
      : 'Not a documented scope; BigCommerce may refuse it.'
    : 'A scope has lower-case letters, digits and underscores only.';
  const forStores = !documented?.startsWith('account_');
  return { wellFormed, forStores, documented, didYouMean, message };
}

/** A comparison of scopes without a backend: a portal row unticked, stores that consented before. */
import type {
  DifferingStore,
  ScopeCell,
  ScopeFinding,
  ScopeLine,
  ScopeTable,
  StoreScopes,
  Standing,
  StoreView,
} from '../bindings';

const HOUR = 3_600_000;

const cell = (level: string, scopes: string[], standing: Standing = 'same'): ScopeCell => ({
  level,
  scopes,
  standing,
});

function line(row: string, here: ScopeCell, portal = here, held = [here]): ScopeLine {
  const stores = held.map((one, index) => ({ cell: one, stores: index === 0 ? 3 : 2 }));
  return { row, oldRow: row, custom: false, here, portal, stores };
}

const NONE = cell('None', []);
const CARTS = cell('Read-Only', ['store_cart_read_only']);
const CARTS_OFF = cell('None', [], 'missing');
const INFORMATION = cell('Read-Only', ['store_v2_information_read_only']);
const INFORMATION_WIDE = cell('Modify', ['store_v2_information'], 'wider');
const CONTENT = cell('Modify', ['store_v2_content'], 'unasked');

function lines(custom: readonly string[]): ScopeLine[] {
  return [
    line('Carts', CARTS, CARTS_OFF, [CARTS_OFF, CARTS]),
    line('Content', NONE, NONE, [NONE, CONTENT]),
    line('Information & Settings', INFORMATION, INFORMATION_WIDE, [INFORMATION_WIDE, INFORMATION]),
    line('Orders', cell('Modify', ['store_v2_orders'])),
    line('Products', cell('Modify', ['store_v2_products'])),
    ...custom.map((scope) => ({
      ...line(scope, cell('', [scope]), cell('None', [], 'missing'), [cell('None', [], 'missing')]),
      custom: true,
    })),
  ];
}

const FINDINGS: readonly ScopeFinding[] = [
  {
    kind: 'scopesMissing',
    title: 'Scopes missing: the portal has Carts at None, not Read-Only',
    meaning:
      'Tokens carry what is ticked and confirmed in the portal. BigCommerce refuses what needs more: “You don’t have a required scope”.',
    remedy:
      'Set this on the Scopes tab, press Save changes and Confirm new scopes (older portal: Update & Close, then Confirm Update). Then let each store consent again.',
    steps: [
      {
        row: 'Carts',
        oldRow: 'Carts',
        level: 'Read-Only',
        oldLevel: 'read-only',
        now: 'None',
      },
    ],
    mends: [],
    consent: true,
  },
  {
    kind: 'wider',
    title: 'Wider than asked for: the portal grants more of Information & Settings',
    meaning:
      'Nothing fails by it. But a token that can do more can do more harm, and lists that are not identical can end in “invalid scope” where an app asks by name.',
    remedy: 'Set it lower in the portal, or ask for it here too.',
    steps: [
      {
        row: 'Information & Settings',
        oldRow: 'Information & Settings',
        level: 'Read-Only',
        oldLevel: 'read-only',
        now: 'Modify',
      },
    ],
    mends: [{ kind: 'add', scope: 'store_v2_information' }],
    consent: false,
  },
];

const DIFFERING: readonly DifferingStore[] = [
  ['Lumen & Oak', 'k2m9qa'],
  ['Vereinigte Handwerksmanufaktur für nachhaltige Outdoor-Ausrüstung GmbH & Co. KG', 'pr4ct1ce'],
].map(([name = '', hash = ''], index) => ({
  id: index + 2,
  name,
  hash,
  lacks: index === 0,
  differences:
    index === 0
      ? ['Carts: None instead of Read-Only', 'Information & Settings: Modify instead of Read-Only']
      : ['Content: Modify instead of None'],
}));

/** The comparison of an app with five stores. */
export function scopeTable(custom: readonly string[]): ScopeTable {
  return {
    told: { at: Date.now() - 52 * HOUR, store: 'Northwind Outdoor' },
    stores: 5,
    lines: lines(custom),
    findings: [...FINDINGS],
    differing: [...DIFFERING],
    differingTotal: 23,
  };
}

/** The comparison of one store. */
export function storeScopes(store: StoreView): StoreScopes {
  if (store.state === 'uninstalled') return { mode: 'live', table: null };
  const whole = store.scopes.missing.length === 0;
  const table = scopeTable([]);
  const own = table.lines.map((one) => ({
    ...one,
    portal: whole ? one.here : one.portal,
    stores: [{ cell: whole ? one.here : (one.stores[0]?.cell ?? NONE), stores: 1 }],
  }));
  return {
    mode: 'live',
    table: {
      ...table,
      stores: 1,
      lines: own.filter(({ here, portal }) => here.scopes.length + portal.scopes.length > 0),
      findings: whole ? [] : table.findings,
      differing: [],
      differingTotal: 0,
    },
  };
}

/** Comparisons of scopes for tests. */
import type { ScopeCell, ScopeFinding, ScopeLine, ScopeTable, Standing } from '$lib/ipc';

/** What a list sets of a row. */
export function cell(level: string, scopes: string[], standing: Standing = 'same'): ScopeCell {
  return { level, scopes, standing };
}

/** A row that is the same everywhere, on one store. */
export function line(row: string, here: ScopeCell, change: Partial<ScopeLine> = {}): ScopeLine {
  const stores = [{ cell: here, stores: 1 }];
  return { row, oldRow: row, custom: false, here, portal: here, stores, ...change };
}

/** A finding that asks for consent. */
export function finding(title: string, change: Partial<ScopeFinding> = {}): ScopeFinding {
  return {
    kind: 'consentDue',
    title,
    meaning: 'A token keeps what its store consented to.',
    remedy: 'Open the app.',
    steps: [],
    mends: [],
    consent: true,
    ...change,
  };
}

/** A comparison of one store without differences. */
export function table(change: Partial<ScopeTable> = {}): ScopeTable {
  return {
    told: { at: 0, store: 'Northwind' },
    stores: 1,
    lines: [line('Orders', cell('Modify', ['store_v2_orders']))],
    findings: [],
    differing: [],
    differingTotal: 0,
    ...change,
  };
}

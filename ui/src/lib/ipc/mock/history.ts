/** An app's history without a backend. */
import type { HistoryEntry, HistoryPage } from '../bindings';

const HOUR = 3_600_000;

const LINES: readonly (readonly [what: string, detail: string, shared?: boolean])[] = [
  ['Scope removed', 'store_v2_customers_read_only'],
  ['Scope added', 'store_cart_read_only'],
  ['Store consented again', 'Lumen & Oak (k2m9qa): +store_cart_read_only, −store_v2_content'],
  ['Public address set', 'https://hooks.example.com by SSH to hooks.example.com', true],
  ['Client secret replaced', 'for the same Client ID 8qk2n4v0m1x7z9c3b5w6e8r2t4y6u1i'],
  ['Trigger switched off', 'Refund Created'],
  ['Store installed', 'g5cd38: store_v2_orders, store_v2_products, store_v2_default'],
  ['Custom scope added', 'store_early_access'],
  ['App created', 'Orders sync'],
];

/** A page of it; there are two. */
export function historyPage(before: number | null): HistoryPage {
  const first = before ?? 200;
  const changes: HistoryEntry[] = Array.from({ length: 30 }, (_, index) => {
    const [what, detail, shared = false] = LINES[index % LINES.length] ?? ['', ''];
    const id = first - index - 1;
    return { id, at: Date.now() - (200 - id) * HOUR, what, detail, shared };
  });
  return { changes, older: before === null ? first - 30 : null };
}

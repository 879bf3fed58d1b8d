/** What expressions of a made-up orchestration can look at. */
import type { Document, DocumentTrigger } from '$lib/ipc';
import { ORDER, REFUND } from '../../actions/mock/answers';
import { FORMS } from '../../actions/mock';
import { stepsIn } from '../model/steps';

const THERE: Readonly<Record<string, unknown>> = {
  order_created: { order: ORDER },
  order_updated: { order: { ...ORDER, status_id: 9, status: 'Awaiting Shipment' } },
  refund_created: { refund: REFUND },
  cart_updated: {
    cart: {
      id: 'a1b2c3',
      currency: { code: 'USD' },
      cart_amount: 42.5,
      line_items: { physical_items: [] },
    },
  },
  customer_created: {
    customer: { id: 12, first_name: 'Ada', last_name: 'Marsh', email: 'ada@example.com' },
  },
  product_inventory_updated: { product: { id: 77, name: 'Quay mug', inventory_level: 3 } },
};

/** All of it. */
export function knownOf(document: Document): Record<string, unknown> {
  const steps: Record<string, unknown> = {};
  const known: Record<string, unknown> = {
    trigger: startedBy(document.trigger),
    steps,
    vars: {},
    run: { id: 1, key: '0'.repeat(64), started_at: '2026-03-01T12:00:00Z' },
    step: { id: 'step', key: '0'.repeat(64) },
    store: { hash: 'practice1', name: 'Practice store' },
  };
  for (const { id, do: work } of stepsIn(document.steps ?? []))
    if (work.action) steps[id] = answered(work.action.action);
  return known;
}

function answered(action: string): unknown {
  const form = FORMS.find((one) => one.action.id === action);
  const sample: unknown = JSON.parse(form?.sample ?? 'null');
  const isWrapped = typeof sample === 'object' && sample !== null && 'data' in sample;
  return isWrapped ? sample.data : sample;
}

function startedBy({ webhook, manual }: DocumentTrigger): unknown {
  if (webhook) return THERE[webhook.of.trigger ?? ''] ?? {};
  if (!manual) return { scheduled_at: '2026-03-01T08:30:00Z' };
  return Object.fromEntries((manual.inputs ?? []).map(({ name }) => [name, 'text']));
}

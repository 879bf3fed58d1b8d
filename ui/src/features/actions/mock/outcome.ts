/** What comes of a call in the made-up backend. */
import type { ActionForm, CallRow, CallView, RequestView, StoreView } from '$lib/ipc';
import { ORDER, ORDERS } from './answers';
import { ABSENT, LOST_ANSWER, REFUSED } from './calls';

type Given = Readonly<Record<string, unknown>>;

/** Whether the store granted too little. */
export function refuses(form: ActionForm, store: StoreView): boolean {
  return form.action.danger === 'money' && store.scopes.missing.length > 0;
}

/** What is to be confirmed. */
export function asksOf({ action }: ActionForm, given: Given, { method, path }: RequestView) {
  const order = String(given['order_id']);
  if (action.danger === 'money') return `Refund ${amounts(given).join(' + ')} of order ${order}?`;
  if (action.id === 'archive_order') return `Archive order ${order}?`;
  return method === 'DELETE' ? `Send ${method} ${path}?` : null;
}

function amounts(given: Given): string[] {
  const payments = (given['payments'] ?? []) as { amount?: string }[];
  return payments.map(({ amount = '' }) => String(amount));
}

/** The amount that is moved. */
export function amountOf({ action }: ActionForm, given: Given, store: StoreView): string | null {
  if (action.danger !== 'money') return null;
  const total = amounts(given).reduce((sum, one) => sum + Number(one), 0);
  return `${total.toFixed(2)} ${store.profile?.currency ?? ''}`.trim();
}

/** What came of a call that read so many pages. */
export function outcome(
  form: ActionForm,
  store: StoreView,
  { row, input }: CallView,
  pages: number,
): Partial<CallView> {
  const end = (change: Partial<CallRow>) => ({
    row: { ...row, tookMs: Math.max(1, Date.now() - row.at), ...change },
  });
  const asked = String((JSON.parse(input) as Given)['order_id'] ?? '');
  if (refuses(form, store)) return failed(end, 403, REFUSED);
  if (asked === '404') return failed(end, 404, ABSENT);
  if (asked === '408' && form.action.danger !== 'reads') {
    const words = 'It may have happened';
    return { ...end({ state: 'unknown', words }), problem: LOST_ANSWER, canLook: true };
  }
  if (asked === '413')
    return { ...end({ state: 'done', status: 200, words: 'Done' }), tooLarge: true };
  if (!form.pages)
    return {
      ...end({ state: 'done', status: 200, words: 'Done' }),
      answer: answerOf(form, Number(asked)),
    };
  const all = Array.from({ length: pages }, (_, page) =>
    ORDERS.map((order) => ({ ...order, id: order.id + page * ORDERS.length })),
  ).flat();
  const words = `${all.length} items`;
  const answer = JSON.stringify(all, null, 2);
  return { ...end({ state: 'done', status: 200, words }), answer, items: all.length };
}

function failed(
  end: (change: Partial<CallRow>) => Pick<CallView, 'row'>,
  status: number,
  problem: typeof REFUSED,
): Partial<CallView> {
  const answer = JSON.stringify([{ status, message: problem.meaning }], null, 2);
  return { ...end({ state: 'failed', status, words: problem.title }), problem, answer };
}

function answerOf({ action, sample }: ActionForm, id: number): string {
  return action.id === 'get_order' ? JSON.stringify({ ...ORDER, id }, null, 2) : sample;
}

/**
 * Actions of a made-up backend. What comes of one follows from what is filled in: 404 is no order, 408
 * an answer that is lost, 413 an answer too large to keep; the store that granted too little refuses
 * refunds.
 */
import type {
  ActionForm,
  ActionPreview,
  ActionProgress,
  CallFilter,
  CallFound,
  CallRow,
  CallSettled,
  CallView,
  InputChoice,
  RequestView,
  RunAs,
  StoreView,
} from '$lib/ipc';
import { OFFERED, REFUND } from './answers';
import { call, callsAtFirst, REFUSED } from './calls';
import { faultsOf } from './judge';
import { archiveOrder, createOrder, getOrder, listOrders } from './orders';
import { createRefund, getStore, httpRequest, updateProduct } from './others';
import { amountOf, asksOf, outcome, refuses } from './outcome';
import { requestOf } from './request';
import { createShipment, listOrderProducts } from './shipments';

type Given = Readonly<Record<string, unknown>>;

/** The forms there are. */
export const FORMS: readonly ActionForm[] = [
  listOrders,
  getOrder,
  createOrder,
  archiveOrder,
  listOrderProducts,
  createShipment,
  createRefund,
  updateProduct,
  getStore,
  httpRequest,
];

const PAGE = 100;
const TAKES = 350;
const wait = () => new Promise((resolve) => setTimeout(resolve, TAKES));

/** Actions, and the calls that were made. */
export class MockActions {
  #calls: CallView[];

  constructor(used: boolean) {
    this.#calls = used ? callsAtFirst() : [];
  }

  form(id: string): ActionForm | undefined {
    return FORMS.find(({ action }) => action.id === id);
  }

  preview(form: ActionForm, store: StoreView, text: string): ActionPreview {
    const given = JSON.parse(text) as Given;
    const faults = faultsOf(form.inputs, given);
    const request = faults.length === 0 ? requestOf(form, given, store.hash) : null;
    const refused = refuses(form, store) ? REFUSED : null;
    if (!request) return { faults, request, refused, asks: null, amount: null };
    const amount = amountOf(form, given, store);
    return { faults, request, refused, asks: asksOf(form, given, request), amount };
  }

  options(place: string, typed: string): InputChoice[] {
    const offered = OFFERED[place.split('/').at(-1) ?? ''] ?? [];
    return offered.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  }

  async run(
    form: ActionForm,
    store: StoreView,
    text: string,
    run: RunAs,
    pages: (tell: (watch: ActionProgress) => void) => Promise<number>,
    tell: (progress: ActionProgress) => void,
  ): Promise<CallView> {
    const { request } = this.preview(form, store, text);
    const begun = this.#begin(form, store, text, run, request);
    const read = run.everyPage && form.pages ? await pages(tell) : await wait().then(() => 1);
    const ended = { ...begun, ...outcome(form, store, begun, read) };
    this.#calls = this.#calls.map((one) => (one.row.id === begun.row.id ? ended : one));
    return ended;
  }

  list({ storeId, action, state }: CallFilter, before: number | null): CallRow[] {
    const rows = this.#calls.map(({ row }) => row).toReversed();
    const wanted = rows.filter(
      (row) =>
        (before === null || row.id < before) &&
        (storeId === null || row.storeId === storeId) &&
        (action === null || row.action === action) &&
        (state === null || row.state === state),
    );
    return wanted.slice(0, PAGE);
  }

  call(id: number): CallView | undefined {
    return this.#calls.find(({ row }) => row.id === id);
  }

  look(id: number): CallFound {
    if (this.call(id)?.row.action !== 'create_refund')
      return { items: [], words: 'BigCommerce shows nothing like it.' };
    const items = [JSON.stringify(REFUND, null, 2)];
    return { items, words: 'BigCommerce shows one that is the same.' };
  }

  settle(id: number, settled: CallSettled): CallView | undefined {
    const words = settled === 'happened' ? 'It happened, you said' : 'It did not happen, you said';
    this.#calls = this.#calls.map((one) =>
      one.row.id === id ? { ...one, settled, row: { ...one.row, words } } : one,
    );
    return this.call(id);
  }

  forget(storeId: number | null): number {
    const before = this.#calls.length;
    const stays = ({ row, settled }: CallView) =>
      (storeId !== null && row.storeId !== storeId) ||
      row.state === 'running' ||
      (row.state === 'unknown' && settled === null);
    this.#calls = this.#calls.filter(stays);
    return before - this.#calls.length;
  }

  #begin(
    { action }: ActionForm,
    store: StoreView,
    input: string,
    run: RunAs,
    request: RequestView | null,
  ): CallView {
    const id = (this.#calls.at(-1)?.row.id ?? 0) + 1;
    const begun = call(id, Date.now(), {
      action: action.id,
      name: action.name,
      storeId: store.id,
      store: store.profile?.name ?? store.hash,
      call: request ? `${request.method} ${request.path}` : action.call,
      state: 'running',
      tookMs: null,
      status: null,
      words: 'Under way',
    });
    const shown = request ?? begun.request;
    const made = { ...begun, input, request: shown, answer: null, repeats: run.repeats };
    this.#calls = [...this.#calls, made];
    return made;
  }
}

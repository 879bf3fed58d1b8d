/** Sending events again: which, where, as received or edited, and what became of them. */
import { asIpcError } from '$lib/ipc';
import type { EventDetail, ForwardAddressView, IpcError, Replayed, ReplayTo } from '$lib/ipc';

/** What is asked of the backend. */
export interface ReplayPort {
  event(id: number): Promise<EventDetail>;
  forwardAddresses(): Promise<ForwardAddressView[]>;
  replayEvents(ids: number[], to: ReplayTo, edited: string | null): Promise<Replayed[]>;
}

/** How far it is. */
export type ReplayPhase =
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly outcomes: readonly Replayed[] }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** Where events go that are sent to Patchbay itself. */
export const HERE: ReplayTo = { to: 'here' };

/** The dialog that sends events again. */
export class Replay {
  /** The events meant; none while the dialog is shut. */
  ids = $state.raw<readonly number[]>([]);
  to = $state.raw<ReplayTo>(HERE);
  phase = $state.raw<ReplayPhase>({ kind: 'asking' });
  addresses = $state.raw<readonly ForwardAddressView[]>([]);
  /** Whether the payload is sent as edited. */
  edits = $state(false);
  payload = $state('');
  /** The payload as it was received; `null` when it is no text. */
  received = $state.raw<string | null>(null);
  readonly #port: ReplayPort;

  constructor(port: ReplayPort) {
    this.#port = port;
  }

  /** Whether the dialog is open. */
  get open(): boolean {
    return this.ids.length > 0;
  }

  /** Where it goes, by name. */
  get target(): string {
    return this.#address?.name ?? 'Patchbay';
  }

  /** Opens the dialog for events. The address chosen last stays chosen while it exists. */
  async ask(ids: readonly number[]): Promise<void> {
    this.ids = ids;
    this.phase = { kind: 'asking' };
    this.edits = false;
    this.received = null;
    const [addresses] = await Promise.allSettled([
      this.#port.forwardAddresses(),
      this.#readPayload(ids),
    ]);
    if (addresses.status === 'fulfilled') this.addresses = addresses.value;
    if (this.to.to === 'address' && !this.#address) this.to = HERE;
  }

  /** Shuts the dialog, unless something is being sent. */
  shut(): void {
    if (this.phase.kind !== 'sending') this.ids = [];
  }

  /** Puts the payload back as it was received. */
  reset(): void {
    this.payload = this.received ?? '';
  }

  /** Sends the events. What was typed stays for another try. */
  async send(): Promise<void> {
    if (this.phase.kind === 'sending' || !this.open) return;
    this.phase = { kind: 'sending' };
    const edited = this.edits && this.ids.length === 1 ? this.payload : null;
    this.phase = await this.#port.replayEvents([...this.ids], this.to, edited).then(
      (outcomes): ReplayPhase => ({ kind: 'done', outcomes }),
      (error: unknown): ReplayPhase => ({ kind: 'failed', error: asIpcError(error) }),
    );
  }

  get #address(): ForwardAddressView | undefined {
    const { to } = this;
    return to.to === 'address' ? this.addresses.find(({ id }) => id === to.id) : undefined;
  }

  async #readPayload(ids: readonly number[]): Promise<void> {
    const [id, other] = ids;
    if (id === undefined || other !== undefined) return;
    const event = await this.#port.event(id);
    const body = event.bodyIsJson ? await readable(event.body) : event.body;
    if (this.ids !== ids || !event.bodyIsText) return;
    this.received = body;
    this.payload = body;
  }
}

/** The reader of JSON comes with the event's pane, not with the start. */
async function readable(body: string): Promise<string> {
  const [{ parseJson }, { printJson }] = await Promise.all([
    import('../json/parse'),
    import('../json/node'),
  ]);
  const parsed = parseJson(body);
  return parsed.ok ? printJson(parsed.root) : body;
}

/** One action on one store: what is filled in, what would be sent, and what came of it. */
import { asIpcError } from '$lib/ipc';
import type {
  ActionForm,
  ActionPreview,
  ActionProgress,
  CallView,
  InputChoice,
  IpcError,
} from '$lib/ipc';
import { announce } from '$lib/state/announce.svelte';
import { Fill } from '../fill/fill.svelte';
import type { Subject } from '../list/list';
import type { ActionsPort } from '../port';
import { Preview } from './preview.svelte';

/** What is confirmed before it is sent. */
export interface Asked {
  /** The very text that was shown. */
  readonly text: string;
  readonly preview: ActionPreview;
}

/** How far a run is. */
export type RunPhase =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking'; readonly asked: Asked }
  | { readonly kind: 'running'; readonly progress: ActionProgress | null }
  | { readonly kind: 'ended'; readonly call: CallView }
  | { readonly kind: 'failed'; readonly error: IpcError };

/** What is looked at beside the form. */
export type Side = 'form' | 'request' | 'answer';

/** One action on one store. */
export class Work {
  readonly form: ActionForm;
  readonly storeId: number;
  readonly fill: Fill;
  readonly preview: Preview;
  run = $state.raw<RunPhase>({ kind: 'none' });
  side = $state<Side>('form');
  everyPage = $state(false);
  /** The call that the next run repeats. */
  repeats = $state<number | null>(null);
  /** Whether it was told to end. */
  stopping = $state(false);
  #subject: Subject | null = null;
  readonly port: ActionsPort;
  readonly #onended: () => void;
  #judging = false;

  constructor(port: ActionsPort, form: ActionForm, storeId: number, onended: () => void) {
    this.port = port;
    this.form = form;
    this.storeId = storeId;
    this.#onended = onended;
    this.fill = new Fill(form);
    this.preview = new Preview((text) => this.#judge(text));
  }

  get running(): boolean {
    return this.run.kind === 'running';
  }

  /** Runs it: asks first where that has to be, tells what is wrong where something is. */
  async begin(): Promise<void> {
    if (this.running || this.run.kind === 'asking' || this.#judging) return;
    this.fill.tried = true;
    this.#judging = true;
    const { text, broken } = this.fill.written;
    const preview = await this.preview.ask(text).finally(() => (this.#judging = false));
    if (!preview) {
      this.run = { kind: 'failed', error: this.preview.error ?? asIpcError('') };
      this.side = 'answer';
      return;
    }
    if (broken.length > 0 || !preview.request) return;
    if (preview.asks === null) return this.#send(text, false);
    this.run = { kind: 'asking', asked: { text, preview } };
  }

  /** Sends what was asked about. */
  async confirm(): Promise<void> {
    if (this.run.kind === 'asking') await this.#send(this.run.asked.text, true);
  }

  /** Does not send it. */
  refuse(): void {
    if (this.run.kind === 'asking') this.run = { kind: 'none' };
  }

  /** Ends the reading of a list after the page that is read. */
  stop(): void {
    if (this.run.kind !== 'running') return;
    this.stopping = true;
    const watch = this.run.progress?.watch;
    if (watch !== undefined) void this.port.unwatch(watch).catch(() => undefined);
  }

  /** What the store offers for an input. */
  options(place: string, typed: string): Promise<InputChoice[]> {
    const { text } = this.fill.written;
    return this.port.actionOptions(this.storeId, this.form.action.id, place, text, typed);
  }

  /** Shows what came of a call of its own, as it is known now. */
  show(call: CallView): void {
    this.run = { kind: 'ended', call };
    this.#onended();
  }

  /** Is about something from now on; told once, so that the user may change it. */
  be(subject: Subject): void {
    if (subject === this.#subject || subject.storeId !== this.storeId) return;
    this.#subject = subject;
    this.fill.put(subject.input, subject.value);
  }

  /** Fills it in with the example. */
  example(): void {
    this.#anew(this.form.example);
  }

  /** Empties it. */
  clear(): void {
    this.#anew('{}');
  }

  /** Fills it in as a call was. */
  repeat(call: CallView): void {
    this.fill.fill(call.input);
    this.repeats = call.row.id;
    if (this.running) return;
    this.run = { kind: 'none' };
    this.side = 'form';
  }

  #anew(text: string): void {
    this.fill.fill(text);
    this.repeats = null;
  }

  async #judge(text: string): Promise<ActionPreview> {
    const preview = await this.port.previewAction(this.storeId, this.form.action.id, text);
    if (text === this.fill.written.text) this.fill.found = preview.faults;
    return preview;
  }

  async #send(text: string, confirmed: boolean): Promise<void> {
    this.run = { kind: 'running', progress: null };
    this.stopping = false;
    this.side = 'answer';
    const { id } = this.form.action;
    const everyPage = this.form.pages && this.everyPage;
    const as = { confirmed, everyPage, repeats: this.repeats };
    const tell = (progress: ActionProgress) => this.#progress(progress);
    try {
      const call = await this.port.runAction(this.storeId, id, text, as, tell);
      this.repeats = null;
      this.run = { kind: 'ended', call };
      announce(`${call.row.name}: ${call.row.words}`, 'info', false);
    } catch (thrown) {
      this.run = { kind: 'failed', error: asIpcError(thrown) };
    }
    this.#onended();
  }

  #progress(progress: ActionProgress): void {
    if (this.running) this.run = { kind: 'running', progress };
    if (this.stopping) this.stop();
  }
}

/** An orchestration that is edited: its draft with what can be undone, and what is wrong with it. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { asIpcError } from '$lib/ipc';
import type {
  ActionForm,
  Document,
  DocumentFinding,
  IpcError,
  OrchestrationRow,
  OrchestrationView,
  Palette,
  SampleContext,
  StoreRow,
  VersionRow,
} from '$lib/ipc';
import type { Edited } from '../model/edit';
import { begin, follow, redo, select, undo, type History } from '../model/history';
import { lineAt, linesOf } from '../model/lines';
import { look, put } from '../model/pointer';
import type { OrchestrationsPort } from '../port';
import { knownAt, type Known } from './known';
import { Saving } from './saving.svelte';

/** How far the editor is. */
export type EditorPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: IpcError };

const NO_PALETTE: Palette = { triggers: [], actions: [], addresses: [], filters: [] };
const NOTHING: Document = { schema_version: 1, name: '', trigger: { manual: {} } };

/** An orchestration in its editor. */
export class Editor {
  readonly id: number;
  readonly port: OrchestrationsPort;
  readonly saving: Saving;
  phase = $state.raw<EditorPhase>({ kind: 'loading' });
  row = $state.raw<OrchestrationRow | null>(null);
  versions = $state.raw<readonly VersionRow[]>([]);
  findings = $state.raw<readonly DocumentFinding[]>([]);
  palette = $state.raw<Palette>(NO_PALETTE);
  stores = $state.raw<readonly StoreRow[]>([]);
  sample = $state.raw<SampleContext | null>(null);
  /** What expressions can look at where the keyboard is. */
  known = $state.raw<Known>({});
  #history = $state.raw<History<Document>>(begin(NOTHING, '/trigger'));
  readonly #claimed = new SvelteSet<string>();
  readonly #forms = new SvelteMap<string, ActionForm | null>();

  constructor(id: number, port: OrchestrationsPort) {
    this.id = id;
    this.port = port;
    this.saving = new Saving(
      (draft) => port.saveDraft(id, draft),
      ({ differs, findings }) => {
        this.findings = findings;
        if (this.row) this.row = { ...this.row, differs, name: this.document.name };
        void this.loadSample();
      },
    );
  }

  readonly lines = $derived(linesOf(this.document));
  /** The line that is selected; none where it is the orchestration as a whole. */
  readonly line = $derived(this.at === '' ? undefined : lineAt(this.lines, this.at));
  readonly errors = $derived(this.findings.filter(({ severity }) => severity === 'error'));

  /** The draft. What is saved last is read when the screen is gone, so it is not derived. */
  get document(): Document {
    return this.#history.now.state;
  }

  /** What is selected in it, by pointer. */
  get at(): string {
    return this.#history.now.at;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** Reads it, and what it can be made of. */
  async load(): Promise<void> {
    this.phase = { kind: 'loading' };
    try {
      const [view, palette, stores] = await Promise.all([
        this.port.orchestration(this.id),
        this.port.orchestrationPalette(),
        this.port.storeRows(),
      ]);
      this.palette = palette;
      this.stores = stores;
      this.take(view);
      this.#history = begin(view.draft, '/trigger');
      this.phase = { kind: 'ready' };
      await this.loadSample();
    } catch (thrown) {
      this.phase = { kind: 'failed', error: asIpcError(thrown) };
    }
  }

  /** Takes over what the backend says of it; the draft stays as it is here. */
  take({ row, versions, findings }: OrchestrationView): void {
    this.row = row;
    this.versions = versions;
    this.findings = findings;
  }

  /** What stands at a pointer. */
  value(at: string): unknown {
    return look(this.document, at);
  }

  /** Puts something there; nothing, where it is undefined. */
  put(at: string, value: unknown): void {
    this.change(put(this.document, at, value), this.at, at);
  }

  /** Takes a changed draft over. Changes of the same field follow each other as one. */
  change(document: Document, at: string, of: string | null = null): void {
    this.#history = follow(this.#history, document, at, of);
    this.saving.soon(document);
  }

  /** Takes a change of steps over, where there is one; whether there is. */
  apply(edited: Edited | null): boolean {
    if (edited) this.change(edited.document, edited.at);
    return edited !== null;
  }

  select(at: string): void {
    this.#history = select(this.#history, at);
    void this.#know();
  }

  undo(): void {
    this.#step(undo(this.#history));
  }

  redo(): void {
    this.#step(redo(this.#history));
  }

  /** What is wrong at a pointer, and only there. */
  findingsAt(at: string): readonly DocumentFinding[] {
    return this.findings.filter((finding) => finding.at === at);
  }

  /** What is wrong with a line: a step without the steps in it, the trigger, the filter. */
  findingsOf(at: string): readonly DocumentFinding[] {
    return this.findings.filter((finding) => lineAt(this.lines, finding.at)?.at === at);
  }

  /** A field on screen tells what is wrong at a pointer; what ends that. */
  claim(at: string): () => void {
    this.#claimed.add(at);
    return () => this.#claimed.delete(at);
  }

  /** What is wrong with a line that no field on screen tells. */
  untoldOf(at: string): readonly DocumentFinding[] {
    return this.findingsOf(at).filter((finding) => !this.#claimed.has(finding.at));
  }

  /** The form of an action; null while it is fetched, and where there is none. */
  form(connector: string, action: string): ActionForm | null {
    const name = `${connector} ${action}`;
    const known = this.#forms.get(name);
    if (known === undefined) queueMicrotask(() => void this.#fetch(name, connector, action));
    return known ?? null;
  }

  async #fetch(name: string, connector: string, action: string): Promise<void> {
    if (this.#forms.has(name)) return;
    this.#forms.set(name, null);
    try {
      this.#forms.set(name, await this.port.action(connector, action));
    } catch {
      this.#forms.delete(name);
    }
  }

  async loadSample(): Promise<void> {
    try {
      this.sample = await this.port.sampleContext(this.id, null);
      await this.#know();
    } catch {
      this.sample = null;
    }
  }

  async #know(): Promise<void> {
    const { sample, document, at } = this;
    if (!sample) return;
    const known = JSON.parse(sample.known) as Known;
    const found = await knownAt(this.port, known, document, at).catch(() => known);
    if (at === this.at) this.known = found;
  }

  #step(history: History<Document>): void {
    if (history === this.#history) return;
    this.#history = history;
    this.saving.soon(this.document);
    void this.#know();
  }
}

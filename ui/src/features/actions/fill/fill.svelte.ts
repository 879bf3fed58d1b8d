/** A form that is filled in: what stands in it, what was touched, and what is wrong. */
import { SvelteSet } from 'svelte/reactivity';
import type { ActionForm, InputFault } from '$lib/ipc';
import { blank, isBlank, type DraftObject } from './draft';
import { read } from './read';
import { write } from './write';

/** A form that is filled in. */
export class Fill {
  readonly form: ActionForm;
  draft: DraftObject;
  /** Whether the user tried to run it: then everything that is missing is told. */
  tried = $state(false);
  /** What the backend found wrong with it. */
  found = $state.raw<readonly InputFault[]>([]);
  /** What stood there before it was last filled in, if anything did. */
  before = $state.raw<DraftObject | null>(null);
  readonly #touched = new SvelteSet<string>();

  constructor(form: ActionForm) {
    this.form = form;
    this.draft = $state(blank(form.inputs));
  }

  /** It as JSON. */
  readonly written = $derived.by(() => write(this.form.inputs, this.draft));
  /** Everything that is wrong, what was found here first. */
  readonly faults = $derived([...this.written.broken, ...this.#beyond()]);
  /** What is wrong and told. */
  readonly told = $derived(this.faults.filter((fault) => this.tried || !fault.missing));
  /** Whether nothing is filled in. */
  readonly empty = $derived.by(() => isBlank(this.draft));

  /** What is told of a place: all once a run was tried, before that only what was touched. */
  faultAt(place: string, path: string): InputFault | undefined {
    const fault = this.faults.find((one) => one.place === place);
    return this.tried || this.#touched.has(path) ? fault : undefined;
  }

  /** The user typed there. Paths are places with the keys of items for their numbers. */
  touch(path: string): void {
    this.#touched.add(path);
  }

  /** Fills it in with a JSON object. What stood there can be put back. */
  fill(text: string): void {
    const before = this.empty ? null : this.draft;
    this.#begin(read(this.form.inputs, text));
    this.before = before;
  }

  /** Puts back what stood there before it was filled in. */
  putBack(): void {
    if (this.before) this.#begin(this.before);
    this.before = null;
  }

  /** Puts a value in an input of one line. */
  put(id: string, value: string): void {
    if (typeof this.draft.fields[id] === 'string') this.draft.fields[id] = value;
  }

  #begin(draft: DraftObject): void {
    this.draft = draft;
    this.tried = false;
    this.found = [];
    this.#touched.clear();
  }

  #beyond(): readonly InputFault[] {
    const broken = this.written.broken.map(({ place }) => place);
    return this.found.filter(({ place }) => !broken.includes(place));
  }
}

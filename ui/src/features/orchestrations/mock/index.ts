/** Orchestrations of a made-up backend. */
import type {
  Document,
  DraftSaved,
  OrchestrationRow,
  OrchestrationStore,
  OrchestrationView,
  Palette,
  RunCounts,
  VersionRow,
  VersionView,
} from '$lib/ipc';
import { changesOf } from './compare';
import { LARGE_REFUND, MIRROR, NOTHING, POINTS, SHIP } from './documents';
import { EVERYTHING } from './everything';
import { findingsOf } from './findings';
import { startsOf } from './palette';

const DAY = 86_400_000;

interface Kept {
  readonly id: number;
  draft: Document;
  draftedAt: number;
  enabled: boolean;
  stores: readonly number[];
  versions: readonly VersionView[];
  readonly runs: RunCounts;
  readonly trouble: string | null;
}

const counts = (given: Partial<RunCounts> = {}): RunCounts => ({
  open: 0,
  unknown: 0,
  succeeded: 0,
  dead: 0,
  others: 0,
  ...given,
});

/** What the mock needs of the rest. */
export interface Surroundings {
  palette: () => Palette;
  store: (id: number) => OrchestrationStore;
  tell: () => void;
}

/** Orchestrations and their versions. */
export class MockOrchestrations {
  readonly #around: Surroundings;
  #all: readonly Kept[] = [];
  #ids = 0;

  constructor(peopled: boolean, many: boolean, around: Surroundings) {
    this.#around = around;
    if (!peopled) return;
    this.#add(LARGE_REFUND, { enabled: true, stores: [1], runs: counts({ succeeded: 41 }) }, 3);
    this.#add(MIRROR, {});
    this.#add(EVERYTHING, { stores: [1, 2] }, 1);
    const trouble = 'Vereinigte Handwerksmanufaktur is not connected: its events start nothing.';
    const runs = counts({ open: 2, unknown: 1, succeeded: 212, dead: 3 });
    const draft = { ...SHIP, name: `${SHIP.name}, apart` };
    this.#add(SHIP, { draft, enabled: true, stores: [1, 2, 3], runs, trouble }, 2);
    for (let more = 1; many && more <= 80; more += 1)
      this.#add({ ...LARGE_REFUND, name: `Tell me of refunds over ${more}00` }, { stores: [1] }, 1);
  }

  rows(): OrchestrationRow[] {
    return this.#all.map((one) => this.#row(one));
  }

  view(id: number): OrchestrationView | undefined {
    const found = this.#all.find((one) => one.id === id);
    if (!found) return undefined;
    return {
      row: this.#row(found),
      draft: found.draft,
      draftedAt: found.draftedAt,
      findings: findingsOf(found.draft, this.#around.palette()),
      versions: found.versions.map(({ row }) => row).toReversed(),
    };
  }

  begin(document: Document, stores: readonly number[] = [1]): number {
    return this.#add(this.#named(document), { stores });
  }

  /** A ready-made one, an empty one, or a copy. */
  wanted(begin: string | { startingPoint?: string; copy?: number }): Document | undefined {
    if (typeof begin === 'string') return NOTHING;
    if (begin.startingPoint !== undefined) return POINTS[begin.startingPoint];
    return this.view(begin.copy ?? 0)?.draft;
  }

  save(id: number, draft: Document): DraftSaved | undefined {
    this.#change(id, { draft, draftedAt: Date.now() });
    const view = this.view(id);
    return (
      view && { draftedAt: view.draftedAt, differs: view.row.differs, findings: view.findings }
    );
  }

  setStores(id: number, stores: readonly number[]): OrchestrationRow | undefined {
    return this.#change(id, { stores });
  }

  enable(id: number, enabled: boolean): OrchestrationRow | undefined {
    return this.#change(id, { enabled });
  }

  order(ids: readonly number[]): void {
    const place = ({ id }: Kept) => ids.indexOf(id);
    this.#all = this.#all.toSorted((one, other) => place(one) - place(other));
    this.#around.tell();
  }

  delete(id: number): void {
    this.#all = this.#all.filter((one) => one.id !== id);
    this.#around.tell();
  }

  publish(id: number, note: string): OrchestrationView | undefined {
    const found = this.#all.find((one) => one.id === id);
    if (!found) return undefined;
    const number = (found.versions.at(-1)?.row.number ?? 0) + 1;
    const made = version(id, number, found.draft, note.trim() || null, Date.now());
    this.#change(id, { versions: [...found.versions, made] });
    return this.view(id);
  }

  version(versionId: number): VersionView | undefined {
    return this.#all.flatMap(({ versions }) => versions).find(({ row }) => row.id === versionId);
  }

  compare(id: number, from: number | null, to: number | null) {
    const of = (versionId: number | null) =>
      versionId === null ? this.view(id)?.draft : this.version(versionId)?.document;
    return changesOf(of(from) ?? NOTHING, of(to) ?? NOTHING);
  }

  #add(draft: Document, given: Partial<Kept>, published = 0): number {
    this.#ids += 1;
    const id = this.#ids;
    const now = Date.now();
    const made = Array.from({ length: published }, (_, index) => {
      const first = index === 0 && published > 1 ? { ...draft, filter: null } : draft;
      const note = index === 1 ? 'Only large ones: the small ones were too many' : null;
      return version(id, index + 1, first, note, now - (published - index) * 9 * DAY);
    });
    const kept = { id, draft, draftedAt: now - DAY, enabled: false, stores: [], versions: made };
    this.#all = [...this.#all, { ...kept, runs: counts(), trouble: null, ...given }];
    return id;
  }

  #named(document: Document): Document {
    const taken = this.#all.map(({ draft }) => draft.name);
    let name = document.name;
    for (let number = 2; taken.includes(name); number += 1) name = `${document.name} ${number}`;
    return { ...document, name };
  }

  #change(id: number, change: Partial<Kept>): OrchestrationRow | undefined {
    this.#all = this.#all.map((one) => (one.id === id ? { ...one, ...change } : one));
    this.#around.tell();
    return this.view(id)?.row;
  }

  #row({ id, draft, enabled, stores, versions, runs, trouble }: Kept): OrchestrationRow {
    const last = versions.at(-1);
    const published: VersionRow | null = last?.row ?? null;
    return {
      id,
      name: draft.name,
      starts: startsOf(draft),
      stores: stores.map((store) => this.#around.store(store)),
      enabled,
      published,
      differs: last !== undefined && changesOf(last.document, draft).length > 0,
      runs,
      trouble,
    };
  }
}

function version(
  id: number,
  number: number,
  document: Document,
  note: string | null,
  at: number,
): VersionView {
  return { row: { id: id * 100 + number, number, at, note }, document };
}

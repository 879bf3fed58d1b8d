/** What the user put on the events of the feed that needs no backend. */

interface Marked {
  readonly pinned: boolean;
  readonly labels: string[];
  readonly note: string;
}

const NONE: Marked = { pinned: false, labels: [], note: '' };

/** Pins, labels and notes in memory. */
export class MockMarks {
  #of = new Map<number, Marked>([
    [
      1_238,
      { pinned: true, labels: ['Ask Mira', 'tax'], note: 'The tax of this one looks wrong.' },
    ],
    [1_231, { pinned: false, labels: ['duplicate?'], note: '' }],
  ]);
  #tell: (ids: readonly number[]) => void;

  /** `tell` hears which events changed. */
  constructor(tell: (ids: readonly number[]) => void) {
    this.#tell = tell;
  }

  /** What a row says of them. */
  of(id: number): { pinned: boolean; labels: string[]; noted: boolean; imported: boolean } {
    const { pinned, labels, note } = this.#of.get(id) ?? NONE;
    return { pinned, labels, noted: note !== '', imported: id % 41 === 40 };
  }

  /** The note on an event. */
  noteOf(id: number): string {
    return (this.#of.get(id) ?? NONE).note;
  }

  /** Pins events, or lets go of them. */
  pin(ids: readonly number[], pinned: boolean): void {
    this.#change(ids, (marked) => ({ ...marked, pinned }));
  }

  /** Gives a label, or takes it away. */
  label(ids: readonly number[], label: string, on: boolean): void {
    this.#change(ids, (marked) => {
      const others = marked.labels.filter((one) => one !== label);
      return { ...marked, labels: on ? [...others, label].sort() : others };
    });
  }

  /** Writes a note; one with the word "fail" cannot be saved. */
  note(id: number, note: string): void {
    if (note.includes('fail')) throw DISK_FULL;
    this.#change([id], (marked) => ({ ...marked, note }));
  }

  /** All labels in use. */
  labels(): string[] {
    return [...new Set([...this.#of.values()].flatMap(({ labels }) => labels))].sort();
  }

  #change(ids: readonly number[], change: (marked: Marked) => Marked): void {
    for (const id of ids) this.#of.set(id, change(this.#of.get(id) ?? NONE));
    this.#tell(ids);
  }
}

const DISK_FULL = {
  code: 'diskFull',
  message: 'The disk is full.',
  hint: 'Free some space on the disk that Patchbay’s data folder is on.',
  field: null,
} as const;

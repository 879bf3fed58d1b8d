/** What happened over time above the list, and the stretch of it that the user marks. */
import { asIpcError } from '$lib/ipc';
import type { ChartSpan, ChartView, IpcError, Term } from '$lib/ipc';
import { keepFace, keptFace } from './face';
import type { Face } from './face';

/** What is asked of the backend. */
export interface ChartPort {
  chart(span: ChartSpan): Promise<ChartView>;
}

/** A stretch of slots, the first and the last of them. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Shortest time between two looks at the backend, in milliseconds. */
export const REST_MS = 2_000;

/** The chart above the list. */
export class Chart {
  /** Whether it is shown. */
  shown = $state(false);
  /** Which of its views is. */
  face = $state<Face>(keptFace());
  span = $state<ChartSpan>('day');
  view = $state.raw<ChartView | null>(null);
  error = $state.raw<IpcError | null>(null);
  /** Where the keyboard or the pointer is. */
  at = $state<number | null>(null);
  /** Where a stretch began that is being marked. */
  anchor = $state<number | null>(null);

  readonly slots = $derived(this.view?.quarantined.length ?? 0);
  readonly stretch: Stretch | null = $derived(stretch(this.anchor, this.at));
  /** What is marked, or the slot pointed at. */
  readonly chosen: Stretch | null = $derived(this.stretch ?? stretch(this.at, this.at));

  #port: ChartPort;
  #question = 0;
  #asked = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(port: ChartPort) {
    this.#port = port;
  }

  /** Shows it, or puts it away. */
  toggle(): void {
    this.shown = !this.shown;
    this.clear();
    if (this.shown) void this.load();
  }

  /** Shows another view of the same time, and remembers it. */
  turn(face: Face): void {
    this.face = face;
    this.clear();
    keepFace(face);
  }

  /** Shows another stretch of time. */
  async look(span: ChartSpan): Promise<void> {
    this.span = span;
    this.clear();
    await this.load();
  }

  /** Counts anew. */
  async load(): Promise<void> {
    const question = (this.#question += 1);
    this.#asked = Date.now();
    try {
      const view = await this.#port.chart(this.span);
      if (question === this.#question) [this.view, this.error] = [view, null];
    } catch (error) {
      if (question === this.#question) this.error = asIpcError(error);
    }
  }

  /** Counts anew soon, however often it is asked. Nothing moves while a stretch is being marked. */
  refresh(now = Date.now()): void {
    if (!this.shown || this.#later !== undefined) return;
    const wait = Math.max(0, this.#asked + REST_MS - now);
    this.#later = setTimeout(() => {
      this.#later = undefined;
      if (this.shown && this.anchor === null) void this.load();
    }, wait);
  }

  /** Goes to a slot; what is between it and the anchor is marked. */
  go(slot: number, mark: boolean): void {
    if (mark) this.anchor ??= this.at ?? slot;
    else this.anchor = null;
    this.at = Math.min(this.slots - 1, Math.max(0, slot));
  }

  /** Marks nothing. */
  clear(): void {
    this.at = null;
    this.anchor = null;
  }

  /** The time that is marked, or the slot pointed at, as terms of a filter. */
  terms(): Term[] {
    const { view, chosen } = this;
    if (!view || !chosen) return [];
    return [
      { field: 'after', value: view.from + chosen.from * view.step },
      { field: 'before', value: view.from + (chosen.to + 1) * view.step },
    ];
  }
}

function stretch(anchor: number | null, at: number | null): Stretch | null {
  if (anchor === null || at === null) return null;
  return { from: Math.min(anchor, at), to: Math.max(anchor, at) };
}

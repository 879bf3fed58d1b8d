/** What can be chosen in one input, asked of the store. */
import { asIpcError } from '$lib/ipc';
import type { InputChoice, IpcError } from '$lib/ipc';

/** How long nothing is typed before the store is asked, in milliseconds. */
const PAUSE = 250;

/** The choices of one input. */
export class Options {
  /** Null until they were read. */
  list = $state.raw<readonly InputChoice[] | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly #ask: (typed: string) => Promise<InputChoice[]>;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (typed: string) => Promise<InputChoice[]>) {
    this.#ask = ask;
  }

  /** Asks the store at once. Only the answer to what was asked last counts. */
  async load(typed: string): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    this.error = null;
    try {
      const list = await this.#ask(typed);
      if (turn === this.#turn) this.list = list;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asIpcError(thrown);
    }
  }

  /** Asks the store once the user pauses. */
  soon(typed: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(typed), PAUSE);
  }

  /** Forgets them: they depend on something that changed. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.list = null;
  }

  /** What it is called that stands there, where that is known. */
  nameOf(value: string): string | undefined {
    return this.list?.find((one) => one.value === value)?.name;
  }
}

/** Those that what is typed leaves. */
export function matching(list: readonly InputChoice[], typed: string): InputChoice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return list.filter(({ name, value }) =>
    words.every((word) => `${name} ${value}`.toLowerCase().includes(word)),
  );
}

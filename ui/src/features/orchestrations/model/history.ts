/** What can be undone and done again. */

/** A state, and what is selected in it. */
interface Moment<T> {
  readonly state: T;
  readonly at: string;
}

/** The most that can be undone. */
const MOST = 200;

/** States before, now, and after what was undone. */
export interface History<T> {
  readonly past: readonly Moment<T>[];
  readonly now: Moment<T>;
  readonly future: readonly Moment<T>[];
  /** What the last change was of, so that typing on is one change. */
  readonly of: string | null;
}

/** A history in which nothing happened. */
export function begin<T>(state: T, at: string): History<T> {
  return { past: [], now: { state, at }, future: [], of: null };
}

/** A state that follows. Changes of the same field, one after the other, are undone together. */
export function follow<T>(
  history: History<T>,
  state: T,
  at: string,
  of: string | null = null,
): History<T> {
  const goesOn = of !== null && of === history.of && history.past.length > 0;
  const past = goesOn ? history.past : [...history.past, history.now].slice(-MOST);
  return { past, now: { state, at }, future: [], of };
}

/** Something else is selected. What is typed from now on is another change. */
export function select<T>(history: History<T>, at: string): History<T> {
  if (at === history.now.at) return history;
  return { ...history, now: { ...history.now, at }, of: null };
}

/** The state before. */
export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (!before) return history;
  const future = [history.now, ...history.future];
  return { past: history.past.slice(0, -1), now: before, future, of: null };
}

/** The state that was undone. */
export function redo<T>(history: History<T>): History<T> {
  const [after, ...future] = history.future;
  if (!after) return history;
  return { past: [...history.past, history.now], now: after, future, of: null };
}

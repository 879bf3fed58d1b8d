/** Something that is dragged over lines: what it is, and where it would go. */

/** A drag over lines. */
class Drag<T> {
  /** What is dragged. */
  what = $state.raw<T | null>(null);
  /** The place it would go to, by a name of the caller's. */
  over = $state<string | null>(null);

  /** It begins. */
  begin(event: DragEvent, what: T): void {
    this.what = what;
    event.stopPropagation();
    event.dataTransfer?.setData('text/plain', '');
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  }

  /** It is over a line; `place` names where it would go, by the half of the line. Null where it cannot. */
  hover(event: DragEvent, place: (lower: boolean) => string | null): void {
    if (this.what === null) return;
    const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.over = place(event.clientY > top + height / 2);
    if (this.over !== null) event.preventDefault();
  }

  /** It ends; what was dragged. */
  end(): T | null {
    const { what } = this;
    this.what = null;
    this.over = null;
    return what;
  }
}

/** A drag over lines. */
export function dragged<T>(): Drag<T> {
  return new Drag<T>();
}

/** Scrolls a list of rows of one height as little as shows the whole row below what stays on top. */
export function bringIntoSight(list: HTMLElement, place: number, height: number, head = 0): void {
  const highest = place * height;
  const lowest = highest + height + head - list.clientHeight;
  list.scrollTop = Math.min(highest, Math.max(lowest, list.scrollTop));
}

/** The name that was probably meant. */

/** The nearest of these, where one is near. */
export function nearest(name: string, names: readonly string[]): string | null {
  const far = Math.max(2, Math.floor(name.length / 3));
  const [best] = names
    .map((one) => ({ one, distance: distance(name, one) }))
    .filter((it) => it.distance <= far)
    .sort((one, other) => one.distance - other.distance);
  return best?.one ?? null;
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [place, own] of [...other].entries()) {
      const [left = 0, above = 0, corner = 0] = [next[place], row[place + 1], row[place]];
      next.push(Math.min(left + 1, above + 1, corner + (letter === own ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

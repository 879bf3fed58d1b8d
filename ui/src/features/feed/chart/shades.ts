/**
 * The shades of what is stacked. They differ in how light they are, and neighbours among failures in
 * red and blue besides, so that they are told apart without seeing all colours.
 */

/** What the shades stand for. */
export type Hue = 'events' | 'failures';

const SHADES: Record<Hue, readonly [token: string, percent: number][]> = {
  events: [
    ['accent', 100],
    ['accent', 66],
    ['accent', 42],
    ['accent', 24],
  ],
  failures: [
    ['bad', 100],
    ['accent', 100],
    ['bad', 55],
    ['accent', 55],
  ],
};

const REST = 'color-mix(in srgb, var(--text-3) 60%, transparent)';

/** The shade of the name at a place of the legend; failures beyond the fourth share one. */
export function shade(hue: Hue, at: number): string {
  const shades = SHADES[hue];
  const found = shades[hue === 'events' ? at % shades.length : at];
  return found ? `color-mix(in srgb, var(--${found[0]}) ${found[1]}%, transparent)` : REST;
}

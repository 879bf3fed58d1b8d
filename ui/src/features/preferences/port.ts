/** The listener's port as it is typed. The backend checks it again. */

/** Lowest port that needs no rights. */
const LOWEST = 1_024;
const HIGHEST = 65_535;

/** The port typed, or why it is none. */
export type TypedPort = { readonly port: number } | { readonly error: string };

/** Reads a port as typed. */
export function readPort(typed: string): TypedPort {
  const text = typed.trim();
  if (!/^\d+$/.test(text)) return { error: 'Type a whole number.' };
  const port = Number(text);
  if (port < LOWEST || port > HIGHEST)
    return { error: `Choose a port from ${LOWEST} to ${HIGHEST}.` };
  return { port };
}

/** Which numbers make a fault. */

/** A number of a fault. */
export type Term = 'status' | 'delay' | 'minutes' | 'times';

/** How the end of a fault is given. */
export type Lasting = 'minutes' | 'times';

/** What is wrong with each number, in a sentence. */
export type Wrong = { readonly [one in Term]?: string | undefined };

/** Stands for a status that is typed. */
export const OTHER = 0;

/** The smallest and the largest of each. */
export const LIMITS: Readonly<Record<Term, readonly [number, number]>> = {
  status: [200, 599],
  delay: [0, 30],
  minutes: [1, 60],
  times: [1, 1_000],
};

/** What is wrong with each number that counts. */
export function wrongOf(
  typed: Readonly<Record<Term, string>>,
  chosen: number,
  lasting: Lasting,
): Wrong {
  const other = chosen === OTHER;
  return {
    ...(other && { status: beyond(typed.status, 'status') }),
    delay: beyond(typed.delay, 'delay') ?? punctual(other ? typed.status : chosen, typed.delay),
    [lasting]: beyond(typed[lasting], lasting),
  };
}

function beyond(text: string, term: Term): string | undefined {
  const [least, most] = LIMITS[term];
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? undefined : `A number from ${least} to ${most}.`;
}

function punctual(status: string | number, delay: string): string | undefined {
  return Number(status) === 200 && Number(delay) === 0
    ? 'A 200 at once is no fault: give it a delay.'
    : undefined;
}

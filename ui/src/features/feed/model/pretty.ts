/** A payload as it is easiest read. What is shown may be laid out anew; what is copied is what came. */

/** Laid-out JSON; the text itself when it is none, or too long to be laid out at once. */
export function pretty(text: string): string {
  if (text.length > LONGEST) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const LONGEST = 2_000_000;

/** What is typed into plain fields, as a draft keeps it. */

/** A whole number; what is none is kept as it was typed nowhere, so it is left out. */
export function wholeOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

/** Whole numbers with commas between. */
export function wholesOf(text: string): number[] | undefined {
  const numbers = text
    .split(',')
    .map(wholeOf)
    .filter((one) => one !== undefined);
  return numbers.length > 0 ? numbers : undefined;
}

/** The same as it is typed. */
export function listText(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : '';
}

/** Values of any kind with commas between: what looks like a number is one. */
export function valuesOf(text: string): (string | number)[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => (/^-?\d{1,15}$/.test(part) ? Number(part) : part));
}

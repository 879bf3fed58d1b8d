/** The verb of a question: "Refund 18.00 of order 118?" is "Refund". */
export function verbOf(asks: string): string {
  return /^[A-Z]\w*/.exec(asks)?.[0] ?? 'Run';
}

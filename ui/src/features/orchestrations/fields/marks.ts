/** A text in pieces, those with a remark marked. */
import type { ExpressionRemark } from '$lib/ipc';

/** A piece of a text. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** All pieces, in order. */
export function piecesOf(text: string, remarks: readonly ExpressionRemark[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of remarks.toSorted((one, other) => one.from - other.from)) {
    if (from < at || from >= text.length) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false });
    const end = Math.max(from + 1, Math.min(to, text.length));
    pieces.push({ text: text.slice(from, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

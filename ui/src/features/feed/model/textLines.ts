/** Text in lines short enough to be drawn one by one, so that a megabyte without a line break still scrolls. */

/** Characters in a piece at the most. */
export const LONGEST_PIECE = 400;

/** A piece of a line. */
export interface TextPiece {
  /** The number of its line, from 1; `null` when it goes on with the line before. */
  readonly line: number | null;
  readonly text: string;
}

/** The pieces of a text. Surrogate pairs stay whole. */
export function textPieces(text: string): TextPiece[] {
  return text.split('\n').flatMap((line, at) => piecesOf(line, at + 1));
}

function piecesOf(text: string, line: number): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  do {
    const to = endOf(text, from);
    pieces.push({ line: from === 0 ? line : null, text: text.slice(from, to) });
    from = to;
  } while (from < text.length);
  return pieces;
}

function endOf(text: string, from: number): number {
  const to = from + LONGEST_PIECE;
  const last = text.charCodeAt(to - 1);
  return last >= 0xd800 && last < 0xdc00 && to < text.length ? to + 1 : to;
}

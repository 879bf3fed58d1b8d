/** Splits a text so that its end always shows: URLs and ids differ at their ends. */
export function splitForMiddle(text: string, tail = 12): [string, string] {
  if (text.length <= tail * 2) return [text, ''];
  return [text.slice(0, -tail), text.slice(-tail)];
}

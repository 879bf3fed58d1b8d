/** A payload as it is easiest read. What is shown may be laid out anew; what is copied is what came. */
import { printJson } from '../json/node';
import { parseJson } from '../json/parse';

/** Laid-out JSON, numbers and repeated keys as they came; the text itself when it is none. */
export function pretty(text: string): string {
  const parsed = parseJson(text);
  return parsed.ok ? printJson(parsed.root) : text;
}

/** What is said of a payload that is to be sent. Nothing forbids a bad one: what becomes of it may be the test. */
import { parseJson } from '../../feed/json/parse';

/** What is said. */
export interface PayloadWords {
  readonly words: string;
  /** Whether BigCommerce would never send it. */
  readonly odd: boolean;
}

/** Whether it is JSON, and where it breaks. */
export function payloadWords(body: string): PayloadWords {
  if (body.trim() === '')
    return { words: 'The payload is empty. You can send it all the same.', odd: true };
  const parsed = parseJson(body);
  if (parsed.ok) return { words: 'Change what you like: it is signed as it stands.', odd: false };
  const { line, column, expected } = parsed.broken;
  const place = `line ${line}, column ${column}`;
  const words = `Not JSON: ${expected} expected at ${place}. You can send it all the same, to test bad input.`;
  return { words, odd: true };
}

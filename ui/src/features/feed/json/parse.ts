/** Reads JSON by RFC 8259, and says where it breaks. */
import type { JsonBreak, JsonMember, JsonNode } from './node';

/** What was read, or where it breaks. */
export type Parsed =
  | { readonly ok: true; readonly root: JsonNode }
  | { readonly ok: false; readonly broken: JsonBreak };

/** Levels that are read; the stack ends somewhere, and nobody reads this deep. */
export const DEEPEST = 500;

/** Reads a text. */
export function parseJson(text: string): Parsed {
  try {
    return { ok: true, root: new Reader(text).document() };
  } catch (thrown) {
    if (thrown instanceof Unexpected) return { ok: false, broken: thrown.place(text) };
    throw thrown;
  }
}

class Unexpected extends Error {
  readonly offset: number;
  readonly expected: string;

  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }

  place(text: string): JsonBreak {
    const before = text.slice(0, this.offset);
    const line = before.split('\n').length;
    const column = this.offset - before.lastIndexOf('\n');
    return { offset: this.offset, line, column, expected: this.expected };
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
// eslint-disable-next-line no-control-regex -- RFC 8259 forbids them in strings
const STRING = /"((?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*)(")?/y;

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    const root = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw this.#unexpected('the end');
    return root;
  }

  #value(): JsonNode {
    this.#space();
    const first = this.#text[this.#at];
    if (first === '{') return this.#deeper(() => this.#object());
    if (first === '[') return this.#deeper(() => this.#array());
    if (first === '"') return { kind: 'string', value: this.#string() };
    const raw = this.#take(NUMBER) ?? this.#take(WORD);
    if (raw === null) throw this.#unexpected('a value');
    return { kind: 'literal', raw };
  }

  #deeper(read: () => JsonNode): JsonNode {
    if (this.#depth === DEEPEST) throw this.#unexpected(`no more than ${DEEPEST} levels`);
    this.#depth += 1;
    const node = read();
    this.#depth -= 1;
    return node;
  }

  #object(): JsonNode {
    const members: JsonMember[] = [];
    this.#list('}', () => members.push(this.#member()));
    return { kind: 'object', members };
  }

  #array(): JsonNode {
    const items: JsonNode[] = [];
    this.#list(']', () => items.push(this.#value()));
    return { kind: 'array', items };
  }

  #member(): JsonMember {
    this.#space();
    if (this.#text[this.#at] !== '"') throw this.#unexpected('a key in double quotes');
    const key = this.#string();
    this.#space();
    if (!this.#skip(':')) throw this.#unexpected('a colon');
    return { key, value: this.#value() };
  }

  #list(close: string, read: () => unknown): void {
    this.#at += 1;
    this.#space();
    if (this.#skip(close)) return;
    do read();
    while ((this.#space(), this.#skip(',')));
    if (!this.#skip(close)) throw this.#unexpected(`a comma or ${close}`);
  }

  #string(): string {
    const start = this.#at;
    STRING.lastIndex = start;
    const found = STRING.exec(this.#text);
    this.#at = STRING.lastIndex;
    if (!found?.[2]) throw this.#unexpected('the rest of a string');
    const inside = found[1] ?? '';
    return inside.includes('\\') ? (JSON.parse(`"${inside}"`) as string) : inside;
  }

  #space(): void {
    this.#take(SPACE);
  }

  #skip(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return null;
    this.#at = pattern.lastIndex;
    return found[0];
  }

  #unexpected(expected: string): Unexpected {
    return new Unexpected(this.#at, expected);
  }
}

/**
 * Finds entries by what is typed: every word somewhere in an entry. Only when that finds nothing, the
 * letters in order in the title will do.
 */

/** What an entry is found by. */
export interface Findable {
  readonly title: string;
  /** Words besides the title: a hash, a domain, a synonym. */
  readonly words: readonly string[];
}

const STARTS = 8;
const STARTS_WORD = 6;
const IN_TITLE = 4;
const IN_WORDS = 2;

/** The entries that match, best first; of equals the earlier first. All of them when nothing is typed. */
export function find<T extends Findable>(entries: readonly T[], typed: string): T[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const found = ranked(entries, wanted);
  if (found.length > 0) return found;
  return entries.filter((entry) => hasInOrder(fold(entry.title), wanted.join('')));
}

function ranked<T extends Findable>(entries: readonly T[], wanted: readonly string[]): T[] {
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function scoreOf(entry: Findable, wanted: readonly string[]): number {
  if (wanted.length === 0) return 1;
  const title = fold(entry.title);
  const words = entry.words.map(fold);
  const scores = wanted.map((word) => scoreOfWord(word, title, words));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function scoreOfWord(word: string, title: string, words: readonly string[]): number {
  if (title.startsWith(word)) return STARTS;
  if (title.includes(` ${word}`)) return STARTS_WORD;
  if (title.includes(word)) return IN_TITLE;
  return words.some((one) => one.includes(word)) ? IN_WORDS : 0;
}

function hasInOrder(title: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = title.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}

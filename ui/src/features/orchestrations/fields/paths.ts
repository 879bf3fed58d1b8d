/** What expressions can look at, as lines of an indented list. */
import type { Known } from '../editor/known';

/** A field. */
export interface Path {
  /** How an expression names it: `trigger.order.id`. */
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** What stands in it, shortened. */
  readonly value: string;
  /** Whether there is more in it. */
  readonly group: boolean;
}

const DEEPEST = 6;
const LONGEST = 80;

/** All fields, each before those in it. */
export function pathsOf(known: Known): Path[] {
  return Object.entries(known).flatMap(([name, value]) => within(name, name, value, 0));
}

function within(path: string, name: string, value: unknown, depth: number): Path[] {
  const inner = depth < DEEPEST ? membersOf(path, value) : [];
  const line = { path, name, depth, value: shown(value), group: inner.length > 0 };
  return [line, ...inner.flatMap((one) => within(one.path, one.name, one.value, depth + 1))];
}

function membersOf(path: string, value: unknown) {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value
      .slice(0, 1)
      .map((item: unknown) => ({ path: `${path}[0]`, name: '[0]', value: item }));
  return Object.entries(value).map(([name, inner]) => ({
    path: named(path, name),
    name,
    value: inner as unknown,
  }));
}

function named(path: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (typeof value === 'object' && value !== null) return '';
  const text = JSON.stringify(value) ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Those that are looked for: every word in the path or the value, and the groups they are in. */
export function foundPaths(paths: readonly Path[], typed: string): readonly Path[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return paths;
  const fits = ({ path, value }: Path) => {
    const text = `${path} ${value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return paths.filter(fits);
}

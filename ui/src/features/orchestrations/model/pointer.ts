/**
 * Places in a document, as JSON pointers: what the backend calls the field that a finding is about, and
 * what the page calls the step that is selected. Nothing that is looked at is changed: what is put
 * somewhere is put into a copy.
 */

/** The parts of a pointer: `/steps/0` is `['steps', '0']`. */
export function partsOf(pointer: string): string[] {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of what stands in what stands at a pointer. */
export function below(pointer: string, ...parts: readonly (string | number)[]): string {
  const escaped = parts.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
  return [pointer, ...escaped].join('/');
}

/** Whether a pointer is another's, or of something in it. */
export function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/** What stands there. */
export function look(root: unknown, pointer: string): unknown {
  return partsOf(pointer).reduce(member, root);
}

function member(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined;
  return Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
}

/** A copy in which something else stands there; nothing, where that is undefined. */
export function put<T>(root: T, pointer: string, value: unknown): T {
  return placed(root, partsOf(pointer), value) as T;
}

function placed(of: unknown, parts: readonly string[], value: unknown): unknown {
  const [name, ...rest] = parts;
  if (name === undefined) return value;
  const inner = placed(member(of, name), rest, value);
  if (Array.isArray(of)) return inList(of, Number(name), inner);
  if (inner === undefined) return without(of, name);
  return { ...(of as Record<string, unknown>), [name]: inner };
}

function without(of: unknown, name: string): Record<string, unknown> {
  const members = Object.entries((of ?? {}) as Record<string, unknown>);
  return Object.fromEntries(members.filter(([own]) => own !== name));
}

function inList(list: readonly unknown[], at: number, value: unknown): unknown[] {
  return value === undefined
    ? list.filter((_, index) => index !== at)
    : list.toSpliced(at, 1, value);
}

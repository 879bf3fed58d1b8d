/** A JSON tree as the rows that are seen: the children of what is closed are left out. */
import { childrenOf, isContainer, type JsonNode } from './node';
import type { JsonPath } from './path';

/** One row of the tree. */
export interface TreeRow {
  /** Unlike that of any other row: places from the root. */
  readonly id: string;
  readonly label: string | number | null;
  readonly node: JsonNode;
  readonly path: JsonPath;
  /** From 1. */
  readonly level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** Whether its children are seen; `null` for what has none. */
  readonly open: boolean | null;
}

const NOTHING: ReadonlySet<string> = new Set();

/** The rows of a tree; `closed` has the ids of what is closed. */
export function treeRows(root: JsonNode, closed: ReadonlySet<string> = NOTHING): TreeRow[] {
  const rows: TreeRow[] = [];
  add({ label: null, node: root, path: [], id: '0', level: 1, place: 1, siblings: 1 });
  return rows;

  function add(row: Omit<TreeRow, 'open'>): void {
    const children = childrenOf(row.node);
    const open = children.length > 0 ? !closed.has(row.id) : null;
    rows.push({ ...row, open });
    if (!open) return;
    children.forEach(([label, node], at) =>
      add({
        label,
        node,
        path: [...row.path, label],
        id: `${row.id}.${at}`,
        level: row.level + 1,
        place: at + 1,
        siblings: children.length,
      }),
    );
  }
}

/** The ids of everything that can be closed, at a level (from 1) or deeper. */
export function containerIds(root: JsonNode, from = 1): Set<string> {
  const ids = new Set<string>();
  collect(root, '0', 1);
  return ids;

  function collect(node: JsonNode, id: string, level: number): void {
    if (!isContainer(node)) return;
    if (level >= from && childrenOf(node).length > 0) ids.add(id);
    childrenOf(node).forEach(([, child], at) => collect(child, `${id}.${at}`, level + 1));
  }
}

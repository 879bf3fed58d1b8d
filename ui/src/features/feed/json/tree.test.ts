import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import JsonTree from '../payload/JsonTree.svelte';
import { parseJson } from './parse';
import { pathText } from './path';
import { Tree } from './tree.svelte';
import { valueText } from './words';

function treeOf(text: string): Tree {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error('broken');
  return new Tree(() => parsed.root);
}

const press = (tree: Tree, ...keys: string[]): string => {
  keys.forEach((key) => tree.press(key));
  return pathText(tree.active.path);
};

describe('walking a tree', () => {
  const text = '{"a":{"b":[1,2]},"c":"x"}';

  it('goes down, up, in, out, to both ends', () => {
    const tree = treeOf(text);
    expect(press(tree, 'ArrowDown', 'ArrowDown', 'ArrowRight')).toBe('$.a.b[0]');
    expect(press(tree, 'ArrowLeft')).toBe('$.a.b');
    expect(press(tree, 'End')).toBe('$.c');
    expect(press(tree, 'ArrowDown')).toBe('$.c');
    expect(press(tree, 'Home', 'ArrowUp')).toBe('$');
    expect(tree.press('j')).toBe(false);
  });

  it('closes and opens what it stands on', () => {
    const tree = treeOf(text);
    press(tree, 'ArrowDown', 'ArrowLeft');
    expect(tree.rows.map(({ path }) => pathText(path))).toEqual(['$', '$.a', '$.c']);
    press(tree, 'ArrowRight');
    expect(tree.rows).toHaveLength(6);
    press(tree, 'Home', 'Enter');
    expect(tree.rows).toHaveLength(1);
    press(tree, '*');
    expect(tree.rows).toHaveLength(6);
  });

  it('opens a large one by its first levels only', () => {
    const tree = treeOf(JSON.stringify({ list: Array.from({ length: 3_000 }, () => ({ id: 1 })) }));
    expect(tree.rows).toHaveLength(3_002);
    press(tree, 'End', 'ArrowRight');
    expect(tree.rows).toHaveLength(3_003);
  });

  it('copies strings without quotes, and the rest as JSON', () => {
    const tree = treeOf(text);
    expect(valueText(tree.rows[2]?.node ?? tree.active.node)).toBe('[\n  1,\n  2\n]');
    press(tree, 'End');
    expect(valueText(tree.active.node)).toBe('x');
  });

  it('tells of the row it stands on and offers its path', async () => {
    const parsed = parseJson(text);
    if (!parsed.ok) throw new Error('broken');
    render(JsonTree, { root: parsed.root, label: 'Payload' });
    const tree = screen.getByRole('tree', { name: 'Payload' });
    tree.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(tree.getAttribute('aria-activedescendant')).toMatch(/-0\.0\.0$/);
    expect(screen.getByText('$.a.b')).toBeTruthy();
    const row = () =>
      screen.getByText('b').closest('[role=treeitem]')?.getAttribute('aria-expanded');
    expect(row()).toBe('true');
    await userEvent.dblClick(screen.getByText('b'));
    expect(row()).toBe('false');
  });

  it('takes a double click on a chevron as two clicks', async () => {
    const parsed = parseJson(text);
    if (!parsed.ok) throw new Error('broken');
    render(JsonTree, { root: parsed.root, label: 'Payload' });
    const row = () => screen.getByText('a').closest('[role=treeitem]');
    const twist = () => row()?.querySelector('.twist') as Element;
    screen.getByRole('tree').focus();
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.click(twist());
    expect(row()?.getAttribute('aria-expanded')).toBe('false');
    await userEvent.dblClick(twist());
    expect(row()?.getAttribute('aria-expanded')).toBe('false');
  });
});

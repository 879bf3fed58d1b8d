/** Orchestrations; which one the keyboard is on, and drafts that could not be saved, outlive the screen. */
import { ipc } from '$lib/ipc';
import { Editor } from './editor/editor.svelte';
import { OrchestrationList } from './list/list.svelte';

/** The list. */
export const list = new OrchestrationList(ipc);

const editors: Record<number, Editor> = {};

/** The editor of an orchestration: the one before, where something in it is not saved yet. */
export function editorOf(id: number): Editor {
  const before = editors[id];
  const editor = before && before.saving.phase.kind !== 'saved' ? before : new Editor(id, ipc);
  editors[id] = editor;
  return editor;
}

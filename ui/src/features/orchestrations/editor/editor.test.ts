import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Document } from '$lib/ipc';
import { EVERYTHING } from '../mock/everything';
import { knownOf } from '../mock/sample';
import { insert } from '../model/edit';
import { fresh } from '../model/fresh';
import { backend } from '../testing';
import { Editor } from './editor.svelte';
import { knownAt } from './known';
import { PAUSE_MS, Saving } from './saving.svelte';

const draft = (name: string): Document => ({ schema_version: 1, name, trigger: { manual: {} } });
const ERROR = { code: 'internal', message: 'The disk is full.', hint: 'Make room.', field: null };

async function opened(id = 1) {
  const port = backend();
  const editor = new Editor(id, port);
  await editor.load();
  return { port, editor };
}

describe('saving', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits until nobody types, and saves the last that was typed', async () => {
    const save = vi.fn(async () => ({ draftedAt: 1, differs: true, findings: [] }));
    const saving = new Saving(save, () => undefined);
    saving.soon(draft('a'));
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    saving.soon(draft('b'));
    expect([save.mock.calls.length, saving.phase.kind]).toEqual([0, 'saving']);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(save.mock.calls).toEqual([[draft('b')]]);
    expect(saving.phase.kind).toBe('saved');
  });

  it('goes on with what was typed meanwhile, and never saves two at a time', async () => {
    const ends: (() => void)[] = [];
    const save = vi.fn(
      () =>
        new Promise<{ draftedAt: number; differs: boolean; findings: [] }>((resolve) =>
          ends.push(() => resolve({ draftedAt: 1, differs: true, findings: [] })),
        ),
    );
    const saved = vi.fn();
    const saving = new Saving(save, saved);
    saving.soon(draft('a'));
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    saving.soon(draft('b'));
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(save).toHaveBeenCalledTimes(1);
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect([save.mock.calls.length, saved.mock.calls.length]).toEqual([2, 0]);
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect([saved.mock.calls.length, saving.phase.kind]).toEqual([1, 'saved']);
  });

  it('keeps what could not be saved, and saves it when tried again', async () => {
    const save = vi.fn(async () => ({ draftedAt: 1, differs: true, findings: [] }));
    save.mockRejectedValueOnce(ERROR);
    const saving = new Saving(save, () => undefined);
    saving.soon(draft('a'));
    expect(await saving.now()).toBe(false);
    expect(saving.phase).toEqual({ kind: 'failed', error: ERROR });
    expect(await saving.now()).toBe(true);
    expect(save).toHaveBeenLastCalledWith(draft('a'));
  });
});

describe('the editor', () => {
  it('saves what is changed, and tells what is wrong with it at its place', async () => {
    const { port, editor } = await opened();
    const at = '/steps/0/do/action/input/order_id';
    editor.put(at, '{{ trigger.refund.order_ids }}');
    await editor.saving.now();
    expect(port.saveDraft).toHaveBeenCalledTimes(1);
    expect(editor.findingsAt(at)).toMatchObject([{ remedy: 'Did you mean `order_id`?' }]);
    expect(editor.findingsOf('/steps/0')).toHaveLength(1);
    expect([editor.untoldOf('/steps/0').length, editor.row?.differs]).toEqual([1, true]);
    const gone = editor.claim(at);
    expect(editor.untoldOf('/steps/0')).toEqual([]);
    gone();
    expect(editor.untoldOf('/steps/0')).toHaveLength(1);
  });

  it('undoes typing as a whole, brings the selection back, and saves that too', async () => {
    const { port, editor } = await opened();
    const before = editor.document;
    editor.select('/filter');
    editor.put('/name', 'A');
    editor.put('/name', 'Ab');
    editor.apply(insert(editor.document, { list: '/steps', index: 0 }, fresh(before, 'stop')));
    expect(editor.at).toBe('/steps/0');
    editor.undo();
    expect([editor.document.name, editor.at]).toEqual(['Ab', '/filter']);
    editor.undo();
    expect([editor.document, editor.canUndo]).toEqual([before, false]);
    editor.redo();
    await editor.saving.now();
    expect(port.saveDraft).toHaveBeenLastCalledWith(1, { ...before, name: 'Ab' });
  });

  it('says when it cannot be read', async () => {
    const port = backend();
    port.orchestration.mockRejectedValueOnce(ERROR);
    const editor = new Editor(1, port);
    await editor.load();
    expect(editor.phase).toEqual({ kind: 'failed', error: ERROR });
    await editor.load();
    expect(editor.phase.kind).toBe('ready');
  });
});

describe('what expressions can look at', () => {
  const refund = '/steps/1/do/for_each/steps/0/do/switch/cases/0/steps/0';

  it('has the item of the list around them', async () => {
    const known = await knownAt(backend(), knownOf(EVERYTHING), EVERYTHING, refund);
    expect(known).toMatchObject({ order: { id: 118 }, item: { id: 118 }, index: 0 });
    const outside = await knownAt(backend(), knownOf(EVERYTHING), EVERYTHING, '/steps/2');
    expect(outside['order']).toBeUndefined();
  });

  it('has the values that steps before them set, and none of later ones', async () => {
    const at = (pointer: string) => knownAt(backend(), knownOf(EVERYTHING), EVERYTHING, pointer);
    expect((await at('/steps/4'))['vars']).toEqual({ count: 1, day: '2026-03-01T08:30:00Z' });
    expect((await at('/steps/1'))['vars']).toEqual({});
  });
});

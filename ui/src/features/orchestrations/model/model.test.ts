import { describe, expect, it } from 'vitest';
import type { Document, DocumentStep } from '$lib/ipc';
import {
  duplicate,
  insert,
  move,
  moveDown,
  moveIn,
  moveOut,
  moveUp,
  placeAfter,
  remove,
  rename,
} from './edit';
import { fresh } from './fresh';
import { begin, follow, redo, select, undo } from './history';
import { asId, freeId, idsOf, isId } from './ids';
import { lineAt, linesOf } from './lines';
import { aroundOf, stepOf } from './places';
import { look, put } from './pointer';

const tell = (id: string, title = ''): DocumentStep => ({ id, do: { notify: { title } } });
const check = (id: string, then: DocumentStep[], other: DocumentStep[] = []): DocumentStep => ({
  id,
  do: { if: { condition: { expression: '{{ true }}' }, then, else: other } },
});
const document = (...steps: DocumentStep[]): Document => ({
  schema_version: 1,
  name: 'A',
  trigger: { manual: {} },
  steps,
});

/** a, b(then: c, d), e */
const SAMPLE = document(
  tell('a'),
  check('b', [tell('c'), tell('d')]),
  tell('e', '{{ steps.b.holds }}'),
);
const C = '/steps/1/do/if/then/0';
const D = '/steps/1/do/if/then/1';

/** The order of ids, with the pointer that is selected. */
const after = (edited: { document: Document; at: string } | null) =>
  edited && [
    linesOf(edited.document)
      .flatMap((line) => (line.kind === 'step' ? [`${line.depth}${line.step.id}`] : []))
      .join(' '),
    edited.at,
  ];

describe('ids', () => {
  it.each(['a', 'order_2', `a${'b'.repeat(39)}`])('%s is one', (id) => expect(isId(id)).toBe(true));
  it.each(['', '2a', 'A', 'a-b', '_a', `a${'b'.repeat(40)}`])('“%s” is none', (id) =>
    expect(isId(id)).toBe(false),
  );

  it('are made of anything', () => {
    expect(['Get Order!', '2 fast', 'Ü'].map(asId)).toEqual(['get_order', 'fast', 'step']);
  });

  it('are free, and no longer than they may be', () => {
    expect(freeId('order', ['order', 'order_2'])).toBe('order_3');
    expect(freeId('order_2', ['order_2'])).toBe('order_3');
    const long = 'a'.repeat(40);
    expect(freeId(long, [long])).toBe(`${'a'.repeat(38)}_2`);
  });
});

describe('pointers', () => {
  it('lead to what stands there, and change a copy', () => {
    const changed = put(SAMPLE, `${C}/do/notify/title`, 'Hello');
    expect([look(changed, `${C}/do/notify/title`), look(SAMPLE, `${C}/do/notify/title`)]).toEqual([
      'Hello',
      '',
    ]);
    expect(changed.steps?.[0]).toBe(SAMPLE.steps?.[0]);
  });

  it('take members away, and make what is not there', () => {
    expect(put({ a: { b: 1, c: 2 } }, '/a/b', undefined)).toEqual({ a: { c: 2 } });
    expect(put({}, '/a/x~1y', 1)).toEqual({ a: { 'x/y': 1 } });
    expect(put({ a: [1, 2, 3] }, '/a/1', undefined)).toEqual({ a: [1, 3] });
  });

  it('belong to a step', () => {
    expect(stepOf(`${C}/do/notify/title`)).toBe(C);
    expect(stepOf('/steps/1/do/if/condition/row/left')).toBe('/steps/1');
    expect([stepOf('/trigger/webhook/of'), aroundOf(C)]).toEqual([null, ['/steps/1']]);
  });
});

describe('steps', () => {
  it('are put in, and found again', () => {
    expect(after(insert(SAMPLE, placeAfter(SAMPLE, C), tell('x')))).toEqual([
      '0a 0b 2c 2x 2d 0e',
      D,
    ]);
    expect(after(insert(SAMPLE, placeAfter(SAMPLE, '/trigger'), tell('x')))?.[0]).toBe(
      '0a 0b 2c 2d 0e 0x',
    );
    const otherwise = '/steps/1/do/if/else';
    expect(after(insert(SAMPLE, placeAfter(SAMPLE, otherwise), tell('x')))?.[1]).toBe(
      `${otherwise}/0`,
    );
  });

  it('are taken away, and the keyboard stays near', () => {
    expect(after(remove(SAMPLE, '/steps/2'))).toEqual(['0a 0b 2c 2d', '/steps/1']);
    const alone = document(check('b', [tell('c')]));
    expect(after(remove(alone, '/steps/0/do/if/then/0'))).toEqual(['0b', '/steps/0']);
    expect(after(remove(document(tell('a')), '/steps/0'))).toEqual(['', '/filter']);
    expect(remove(SAMPLE, '/trigger')).toBeNull();
  });

  it('are copied with ids of their own, and speak of their own', () => {
    const group = document(
      check('b', [tell('c'), tell('d', '{{ steps.c.id }} {{ steps.a.id }} steps.c')]),
      tell('c_2'),
    );
    const edited = duplicate(group, '/steps/0');
    expect(after(edited)).toEqual(['0b 2c 2d 0b_2 2c_3 2d_2 0c_2', '/steps/1']);
    expect(look(edited?.document, '/steps/1/do/if/then/1/do/notify/title')).toBe(
      '{{ steps.c_3.id }} {{ steps.a.id }} steps.c',
    );
    expect(new Set(idsOf(edited?.document ?? group)).size).toBe(7);
  });

  it('move up and down, out of a group at its ends', () => {
    expect(after(moveUp(SAMPLE, D))).toEqual(['0a 0b 2d 2c 0e', C]);
    expect(after(moveUp(SAMPLE, C))).toEqual(['0a 0c 0b 2d 0e', '/steps/1']);
    expect(after(moveDown(SAMPLE, C))).toEqual(['0a 0b 2d 2c 0e', D]);
    expect(after(moveDown(SAMPLE, D))).toEqual(['0a 0b 2c 0d 0e', '/steps/2']);
    expect([moveUp(SAMPLE, '/steps/0'), moveDown(SAMPLE, '/steps/2')]).toEqual([null, null]);
  });

  it('go into the group before them, and out again', () => {
    expect(after(moveIn(SAMPLE, '/steps/2'))).toEqual(['0a 0b 2c 2d 2e', '/steps/1/do/if/then/2']);
    expect(moveIn(SAMPLE, '/steps/1')).toBeNull();
    expect(after(moveOut(SAMPLE, C))).toEqual(['0a 0b 2d 0c 0e', '/steps/2']);
    expect(moveOut(SAMPLE, '/steps/0')).toBeNull();
  });

  it('move anywhere but into themselves', () => {
    expect(after(move(SAMPLE, '/steps/0', { list: '/steps/1/do/if/then', index: 1 }))).toEqual([
      '0b 2c 2a 2d 0e',
      '/steps/0/do/if/then/1',
    ]);
    expect(after(move(SAMPLE, '/steps/2', { list: '/steps', index: 0 }))).toEqual([
      '0e 0a 0b 2c 2d',
      '/steps/0',
    ]);
    expect(move(SAMPLE, '/steps/1', { list: '/steps/1/do/if/else', index: 0 })).toBeNull();
    expect(move(SAMPLE, '/steps/1', { list: '/steps', index: 2 })).toBeNull();
  });

  it('are renamed wherever they are spoken of', () => {
    const renamed = rename(SAMPLE, '/steps/1', 'is_large');
    expect(renamed.steps?.[1]?.id).toBe('is_large');
    expect(renamed.steps?.[2]?.do.notify?.title).toBe('{{ steps.is_large.holds }}');
  });

  it('begin with an id that is free', () => {
    expect(fresh(document(tell('tell')), 'notify').id).toBe('tell_2');
  });
});

describe('lines', () => {
  it('are the trigger, the filter, steps and what leads to them', () => {
    const words = linesOf(SAMPLE).map((line) => (line.kind === 'branch' ? line.label : line.kind));
    expect(words).toEqual([
      'trigger',
      'filter',
      'step',
      'step',
      'Then',
      'step',
      'step',
      'Otherwise',
      'step',
    ]);
  });

  it('are off with what they are in', () => {
    const off = put(SAMPLE, '/steps/1/disabled', true);
    const states = linesOf(off).flatMap((line) => (line.kind === 'step' ? [line.off] : []));
    expect(states).toEqual([false, true, true, true, false]);
  });

  it('are found by anything in them', () => {
    const lines = linesOf(SAMPLE);
    expect(lineAt(lines, `${C}/do/notify/title`)?.at).toBe(C);
    expect(lineAt(lines, '/steps/1/do/if/condition')?.at).toBe('/steps/1');
    expect(lineAt(lines, '/gone')?.at).toBe('/trigger');
  });
});

describe('what is undone', () => {
  it('comes back with what was selected', () => {
    const history = follow(follow(begin('a', '/1'), 'b', '/2'), 'c', '/3');
    const back = undo(undo(history));
    expect([back.now, undo(back)]).toEqual([{ state: 'a', at: '/1' }, back]);
    expect(redo(back).now).toEqual({ state: 'b', at: '/2' });
    expect(redo(follow(back, 'x', '/1')).now.state).toBe('x');
  });

  it('is a whole word, not a letter', () => {
    const typed = follow(follow(begin('', '/1'), 'h', '/1', 'name'), 'hi', '/1', 'name');
    expect(undo(typed).now.state).toBe('');
    const on = follow(select(select(typed, '/2'), '/1'), 'hip', '/1', 'name');
    expect(undo(on).now.state).toBe('hi');
  });
});

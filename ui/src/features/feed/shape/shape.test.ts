import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { DifferenceView, ShapeView } from '$lib/ipc';
import { mockIPC } from '$lib/ipc/testing';
import { Bodies } from '../model/bodies.svelte';
import { View } from '../model/view.svelte';
import { about, delivery } from '../detail/testing';
import PayloadTab from '../detail/PayloadTab.svelte';
import { fieldOf } from './place';
import { kindsOf, share, told } from './words';

const KNOWN: ShapeView = {
  others: 1203,
  enough: true,
  fields: [
    { path: '', kinds: ['object'], payloads: 1204, firstAt: 0, lastAt: 0 },
    { path: 'id', kinds: ['number', 'text'], payloads: 1204, firstAt: 0, lastAt: 0 },
    { path: 'note', kinds: ['text'], payloads: 40, firstAt: 0, lastAt: 0 },
  ],
  differences: [],
  differing: 0,
  full: false,
};

const RETYPED: DifferenceView = {
  path: 'id',
  difference: 'retyped',
  kinds: ['text'],
  usual: ['number'],
  others: 0,
};

function isNew(path: string, others: number): DifferenceView {
  return { path, difference: 'new', kinds: ['object'], usual: [], others };
}

function missing(others: number): DifferenceView {
  return { path: 'type', difference: 'missing', kinds: [], usual: ['text'], others };
}

const BODY = '{"id":"x","meta":{"7":{"note":null}},"more":1}';

function eventOf(id: number) {
  return about(id, { deliveries: [delivery(id * 10)], body: BODY });
}

function shown(view = new View()) {
  const bodies = new Bodies({ body: () => new Promise(() => undefined) });
  return render(PayloadTab, { event: eventOf(7), view, bodies });
}

function open(shape: ShapeView | null, view?: View) {
  mockIPC((command) => (command === 'payload_shape' ? shape : null));
  shown(view);
  return userEvent.setup();
}

/** The row of the tree the keyboard stands on. Without a layout the list shows none to roles. */
function stoodOn(): string | undefined {
  const row = document.querySelector('[role=treeitem][aria-selected=true]');
  return row?.textContent.replace(/\s+/g, ' ').replace(/ ?: ?/, ' : ').trim();
}

function differing(...differences: DifferenceView[]): ShapeView {
  return { ...KNOWN, differences, differing: differences.length };
}

describe('a payload beside the others of its trigger', () => {
  it('is told from them by its fields, and all fields can be looked at', async () => {
    const user = open(differing(RETYPED, missing(1203), isNew('meta', 0), isNew('more', 2)));
    const strip = await screen.findByRole('region', { name: 'How this payload differs' });
    expect(strip.textContent).toMatch(/4 fields are not as in 1,203 other payloads/);
    expect(within(strip).getAllByRole('listitem')).toHaveLength(4);
    expect(strip.textContent).toMatch(/id is text here, a number in the others\./);

    await user.click(within(strip).getByRole('button', { name: 'All fields' }));
    const dialog = await screen.findByRole('dialog', { name: /Fields of/ });
    const rows = within(dialog).getAllByRole('row');
    expect(rows).toHaveLength(1 + 3 + KNOWN.fields.length);
    expect(dialog.textContent).toMatch(/is new: 2 of 1,203 others have it\./);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows a field in the tree, with the keyboard on it, and marks its row', async () => {
    const view = new View();
    view.look = 'text';
    const user = open(differing(RETYPED, missing(1203), isNew('meta.*.note', 0)), view);
    const strip = await screen.findByRole('region', { name: 'How this payload differs' });
    expect(within(strip).queryByRole('button', { name: 'type' })).toBeNull();

    within(strip).getByRole('button', { name: 'meta.*.note' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(stoodOn()).toBe('note : null new'));
    const tree = screen.getByRole('tree', { name: 'Payload' });
    expect(document.activeElement).toBe(tree);

    await user.click(within(strip).getByRole('button', { name: 'id' }));
    await waitFor(() => expect(stoodOn()).toBe('id : "x" other type'));
    await user.keyboard('{End}');
    expect(stoodOn()).toBe('more : 1');
  });

  it('says how many there are beyond those it has', async () => {
    open({
      ...differing(RETYPED, isNew('meta', 0), isNew('more', 0), isNew('x', 0)),
      differing: 1_260,
    });
    const strip = await screen.findByRole('region', { name: 'How this payload differs' });
    expect(strip.textContent).toMatch(/1,260 fields are not as in/);
    expect(within(strip).getByText('and 1,257 more')).toBeTruthy();
  });

  it('does not say of a payload what holds of the one before', async () => {
    const answers: ((shape: ShapeView) => void)[] = [];
    mockIPC((command) =>
      command === 'payload_shape' ? new Promise((answer) => answers.push(answer)) : null,
    );
    const { rerender } = shown();
    answers[0]?.(differing(RETYPED));
    await screen.findByRole('region', { name: 'How this payload differs' });
    await rerender({ event: eventOf(8) });
    expect(screen.queryByRole('region', { name: 'How this payload differs' })).toBeNull();
    answers[1]?.(KNOWN);
    expect(await screen.findByRole('button', { name: 'Fields as usual' })).toBeTruthy();
  });

  it('says in the table that there are more fields than are kept', async () => {
    const user = open({ ...KNOWN, full: true });
    await user.click(await screen.findByRole('button', { name: 'Fields as usual' }));
    expect((await screen.findByRole('dialog')).textContent).toMatch(/none can be called new/);
  });

  it('is quiet where it is as usual', async () => {
    const user = open(KNOWN);
    await user.click(await screen.findByRole('button', { name: 'Fields as usual' }));
    expect(await screen.findByRole('dialog')).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'How this payload differs' })).toBeNull();
  });

  it('says nothing where too little is known, or nothing', async () => {
    open({ ...KNOWN, others: 3, enough: false });
    expect(await screen.findByRole('button', { name: 'Fields' })).toBeTruthy();
    expect(screen.queryByText(/as usual/)).toBeNull();
  });

  it('is shown all the same where no shape is known', async () => {
    open(null);
    expect(await screen.findByRole('tree', { name: 'Payload' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Fields/ })).toBeNull();
  });
});

describe('the shape in words', () => {
  it('says how many others have a field', () => {
    expect(told(isNew('a', 0), KNOWN)).toBe('is new: none of 1,203 others has it.');
    expect(told(isNew('a', 1), KNOWN)).toBe('is new: one of 1,203 others has it.');
    expect(told(missing(1203), KNOWN)).toBe('is missing: all 1,203 others have it.');
    expect(told(missing(1200), KNOWN)).toBe('is missing: 1,200 of 1,203 others have it.');
  });

  it('says where a type was before', () => {
    expect(told({ ...RETYPED, others: 2 }, KNOWN)).toBe(
      'is text here and in 2 others, a number in the rest.',
    );
  });

  it('names fields as the index does', () => {
    expect(fieldOf(['data', 'items', 2, 'id'])).toBe('data.items[].id');
    expect(fieldOf([0, 'a'])).toBe('[].a');
    expect(fieldOf(['7', 'n'])).toBe('*.n');
    expect(fieldOf(['3f0c6c1e-9f51-4e0c'])).toBe('*');
    expect(fieldOf(['address2'])).toBe('address2');
  });

  it('names types and shares', () => {
    expect(kindsOf(['list', 'null'])).toBe('a list or null');
    expect([share(5, 5), share(1, 1000), share(999, 1000)]).toEqual(['all', 'under 1 %', '99 %']);
  });
});

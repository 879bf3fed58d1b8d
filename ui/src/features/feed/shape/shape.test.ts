import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { DifferenceView, ShapeView } from '$lib/ipc';
import { mockIPC } from '$lib/ipc/testing';
import { Bodies } from '../model/bodies.svelte';
import { View } from '../model/view.svelte';
import { about, delivery } from '../detail/testing';
import PayloadTab from '../detail/PayloadTab.svelte';
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
};

const RETYPED: DifferenceView = {
  path: 'id',
  difference: 'retyped',
  kinds: ['text'],
  usual: ['number'],
  others: 1,
};

function isNew(path: string, others: number): DifferenceView {
  return { path, difference: 'new', kinds: ['object'], usual: [], others };
}

function missing(others: number): DifferenceView {
  return { path: 'type', difference: 'missing', kinds: [], usual: ['text'], others };
}

function open(shape: ShapeView | null) {
  mockIPC((command) => (command === 'payload_shape' ? shape : null));
  const event = about(7, { deliveries: [delivery(70)], body: '{"id":"x"}' });
  const bodies = new Bodies({ body: () => new Promise(() => undefined) });
  render(PayloadTab, { event, view: new View(), bodies });
  return userEvent.setup();
}

describe('a payload beside the others of its trigger', () => {
  it('is told from them by its fields, and all fields can be looked at', async () => {
    const differences = [RETYPED, missing(1203), isNew('meta', 0), isNew('more', 2)];
    const user = open({ ...KNOWN, differences });
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

  it('names types and shares', () => {
    expect(kindsOf(['list', 'null'])).toBe('a list or null');
    expect([share(5, 5), share(1, 1000), share(999, 1000)]).toEqual(['all', 'under 1 %', '99 %']);
  });
});

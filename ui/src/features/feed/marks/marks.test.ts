import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Marks, type MarksPort } from './marks.svelte';
import NoteField from './NoteField.svelte';

const FULL = { code: 'diskFull', message: 'The disk is full.', hint: 'Free some.', field: null };

function port(given: Partial<MarksPort> = {}): MarksPort {
  return {
    pinEvents: vi.fn(async () => null),
    labelEvents: vi.fn(async () => null),
    noteEvent: vi.fn(async () => null),
    labels: vi.fn(async () => ['tax']),
    ...given,
  };
}

describe('marks', () => {
  it('trims labels, sends none that is empty, and reads those in use again', async () => {
    const backend = port();
    const changed = vi.fn();
    const marks = new Marks(backend, changed);
    await marks.label([1, 2], '  tax ', true);
    await marks.label([1], '   ', true);
    expect(backend.labelEvents).toHaveBeenCalledExactlyOnceWith([1, 2], 'tax', true);
    expect(marks.known).toEqual(['tax']);
    expect(changed).toHaveBeenCalledOnce();
  });

  it('keeps a note that cannot be saved, until it can', async () => {
    const noteEvent = vi.fn().mockRejectedValueOnce(FULL).mockResolvedValue(null);
    const marks = new Marks(port({ noteEvent }), () => undefined);
    marks.write(1, 'Ask Mira');
    await marks.saveNote(1);
    expect(marks.drafts.get(1)).toMatchObject({ text: 'Ask Mira', error: { code: 'diskFull' } });
    await marks.saveNote(1);
    expect(marks.drafts.has(1)).toBe(false);
  });

  it('loses nothing that is typed while it saves', async () => {
    let saved = (): void => undefined;
    const noteEvent = () => new Promise((resolve) => (saved = () => resolve(null)));
    const marks = new Marks(port({ noteEvent }), () => undefined);
    marks.write(1, 'Ask');
    const saving = marks.saveNote(1);
    marks.write(1, 'Ask Mira');
    saved();
    await saving;
    expect(marks.drafts.get(1)?.text).toBe('Ask Mira');
  });
});

describe('the note of an event', () => {
  it('is saved on leaving the field and by Ctrl+Enter, and not when nothing changed', async () => {
    const backend = port();
    const marks = new Marks(backend, () => undefined);
    render(NoteField, { eventId: 7, note: 'old', marks });
    const field = screen.getByRole('textbox', { name: 'Note' });
    await userEvent.click(field);
    await userEvent.tab();
    expect(backend.noteEvent).not.toHaveBeenCalled();
    await userEvent.type(field, ' and new{Control>}{Enter}{/Control}');
    expect(backend.noteEvent).toHaveBeenLastCalledWith(7, 'old and new');
  });

  it('shows what was written, and why it was not saved', async () => {
    const marks = new Marks(port({ noteEvent: () => Promise.reject(FULL) }), () => undefined);
    render(NoteField, { eventId: 7, note: '', marks });
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'Ask Mira');
    await userEvent.tab();
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe(
      'Ask Mira',
    );
  });
});

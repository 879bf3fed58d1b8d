import { mockIPC } from '$lib/ipc/testing';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announcements } from '$lib/state/announce.svelte';
import CopyButton from './CopyButton.svelte';

const props = { text: 'https://hooks.example.com/c/k', label: 'Copy callback URL' };

beforeEach(() => {
  announcements.list = [];
});

describe('a Copy button', () => {
  it('copies the exact text, shows it for a second and says it', async () => {
    vi.useFakeTimers();
    const copied: unknown[] = [];
    mockIPC((command, args) => {
      if (command === 'copy_text') copied.push(args);
      return null;
    });
    render(CopyButton, { props });
    await fireEvent.click(screen.getByRole('button', { name: 'Copy callback URL' }));
    await vi.advanceTimersByTimeAsync(10);

    expect(copied).toEqual([{ text: props.text }]);
    expect(screen.getByRole('button').dataset['outcome']).toBe('copied');
    expect(announcements.list.map(({ words }) => words)).toEqual(['Copied']);

    await vi.advanceTimersByTimeAsync(2_000);
    expect(screen.getByRole('button').dataset['outcome']).toBe('none');
    vi.useRealTimers();
  });

  it('does not claim to have copied when the clipboard refuses', async () => {
    mockIPC(() => {
      throw { code: 'internal', message: 'The clipboard is not there.', hint: '', field: null };
    });
    render(CopyButton, { props });
    await fireEvent.click(screen.getByRole('button'));

    await vi.waitFor(() => expect(screen.getByRole('button').dataset['outcome']).toBe('failed'));
    expect(announcements.list[0]).toMatchObject({
      words: 'The clipboard is not there.',
      tone: 'bad',
    });
  });
});

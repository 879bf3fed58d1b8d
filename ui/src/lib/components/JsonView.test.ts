import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import JsonView from './JsonView.svelte';
import { jsonViewer } from './jsonViewer.svelte';

const shown = () => document.querySelector('.host')?.shadowRoot?.querySelector('.cm-content');

describe('the payload viewer', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is fetched when wanted, and can be reached and named', async () => {
    render(JsonView, { text: '{"id": 1}', label: 'Payload' });
    expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy();
    await waitFor(() => expect(shown()?.textContent).toBe('{"id": 1}'), { timeout: 5_000 });
    expect(shown()?.getAttribute('tabindex')).toBe('0');
    expect(shown()?.getAttribute('aria-label')).toBe('Payload');
  });

  it('shows another text in the same place', async () => {
    const { rerender } = render(JsonView, { text: '1', label: 'Payload' });
    await waitFor(() => expect(shown()?.textContent).toBe('1'));
    await rerender({ text: '2', label: 'Payload' });
    await waitFor(() => expect(shown()?.textContent).toBe('2'));
  });

  it('shows the text plainly when it cannot be had, and asks again', async () => {
    const { now } = jsonViewer;
    const load = vi.spyOn(jsonViewer, 'load').mockResolvedValue();
    jsonViewer.now = { kind: 'failed' };
    render(JsonView, { text: '{"id": 1}', label: 'Payload' });
    expect(screen.getByRole('region', { name: 'Payload' }).textContent).toBe('{"id": 1}');
    load.mockClear();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(load).toHaveBeenCalledOnce();
    jsonViewer.now = now;
  });
});

import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { statusOf } from '$lib/ipc/mock/status';
import Standstill from './Standstill.svelte';

const calm = statusOf('full');
const full = statusOf('trouble').ledger;
const taken = {
  title: 'Another program uses port 47800.',
  meaning: '',
  mend: 'listener' as const,
  remedy: 'Choose another.',
};

function links(): (string | null)[] {
  return screen.getAllByRole('link').map((link) => link.getAttribute('href'));
}

describe('what stops every trigger', () => {
  it('is silent while triggers can arrive and be stored', () => {
    render(Standstill, { props: { status: calm } });
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('says that nothing can be stored, and leads to what takes the room', () => {
    render(Standstill, { props: { status: { ...calm, ledger: full } } });
    screen.getByText('The disk is full.');
    expect(links()).toEqual(['#/preferences/data', '#/diagnose']);
  });

  it('says that nothing listens, and leads to the port', () => {
    const listener = { ...calm.listener, listening: false, problem: taken };
    render(Standstill, { props: { status: { ...calm, listener } } });
    screen.getByText(taken.title);
    expect(links()).toEqual(['#/preferences/listener', '#/diagnose']);
  });

  it('leads to the port even where nobody knows what keeps it', () => {
    const problem = { ...taken, mend: null };
    const listener = { ...calm.listener, listening: false, problem };
    render(Standstill, { props: { status: { ...calm, listener } } });
    expect(links()[0]).toBe('#/preferences/listener');
  });
});

import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { statusOf } from '$lib/ipc/mock/status';
import Standstill from './Standstill.svelte';

const calm = statusOf('full');
const full = statusOf('trouble').ledger;
const taken = {
  title: 'Another program uses port 47800.',
  meaning: '',
  mend: null,
  remedy: 'Choose another.',
};

describe('what stops every trigger', () => {
  it('is silent while triggers can arrive and be stored', () => {
    render(Standstill, { props: { status: calm } });
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('says that nothing can be stored, and leads to the folder', () => {
    render(Standstill, { props: { status: { ...calm, ledger: full } } });
    screen.getByText('The disk is full.');
    const link = screen.getByRole('link', { name: 'Preferences' });
    expect(link.getAttribute('href')).toBe('#/preferences/folder');
  });

  it('says that nothing listens, and leads to the port', () => {
    const listener = { ...calm.listener, listening: false, problem: taken };
    render(Standstill, { props: { status: { ...calm, listener } } });
    screen.getByText(taken.title);
    const link = screen.getByRole('link', { name: 'Preferences' });
    expect(link.getAttribute('href')).toBe('#/preferences/listener');
  });
});

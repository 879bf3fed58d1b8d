import { beforeEach, describe, expect, it } from 'vitest';
import { applyTheme, preferredTheme, preferTheme } from './theme';

const root = document.documentElement;

describe('the theme', () => {
  beforeEach(() => localStorage.clear());

  it('is the system’s until another is preferred', () => {
    applyTheme();
    expect(root.dataset['theme']).toBeUndefined();
    expect(root.dataset['contrast']).toBeUndefined();
  });

  it('is kept and shown again', () => {
    preferTheme('dark');
    delete root.dataset['theme'];
    applyTheme();
    expect(root.dataset['theme']).toBe('dark');
  });

  it('goes from one to another without a trace of the first', () => {
    preferTheme('light');
    preferTheme('contrast');
    expect(root.dataset['theme']).toBeUndefined();
    expect(root.dataset['contrast']).toBe('more');
    preferTheme('system');
    expect(root.dataset['contrast']).toBeUndefined();
  });

  it('has high contrast with any theme when the system asks for it', () => {
    preferTheme('dark');
    const wish = matchMedia('(prefers-contrast: more)');
    Object.assign(wish, { matches: true });
    wish.dispatchEvent(new Event('change'));
    expect(root.dataset).toMatchObject({ theme: 'dark', contrast: 'more' });
    Object.assign(wish, { matches: false });
    wish.dispatchEvent(new Event('change'));
    expect(root.dataset['contrast']).toBeUndefined();
  });

  it('takes a kept word it does not know for the system’s', () => {
    localStorage.setItem('patchbay.theme', 'solarized');
    expect(preferredTheme()).toBe('system');
  });
});

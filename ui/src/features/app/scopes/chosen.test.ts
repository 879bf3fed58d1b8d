import { describe, expect, it } from 'vitest';
import type { ScopeMend } from '$lib/ipc';
import { appView, scope } from '../testing';
import { checklistText, chosenOf, mended, mendedWords, mendLabel, mendWords } from './chosen';

const CHOSEN = { additional: ['store_cart'], custom: ['store_carts'] };

describe('the one click that mends a choice', () => {
  it.each<[ScopeMend, object]>([
    [
      { kind: 'add', scope: 'store_v2_content' },
      { additional: ['store_cart', 'store_v2_content'], custom: ['store_carts'] },
    ],
    [
      { kind: 'remove', scope: 'store_cart' },
      { additional: [], custom: ['store_carts'] },
    ],
    [
      { kind: 'replace', scope: 'store_cart', by: 'store_cart_read_only' },
      { additional: ['store_cart_read_only'], custom: ['store_carts'] },
    ],
    [
      { kind: 'replace', scope: 'store_carts', by: 'store_cart' },
      { additional: ['store_cart'], custom: [] },
    ],
  ])('%o', (mend, expected) => {
    expect(mended(CHOSEN, mend)).toEqual(expected);
  });

  it('is named by what it does', () => {
    const narrower: ScopeMend = {
      kind: 'replace',
      scope: 'store_cart',
      by: 'store_cart_read_only',
    };
    expect(mendWords(narrower)).toBe('Use read-only');
    expect(mendLabel(narrower)).toBe('Use store_cart_read_only in place of store_cart');
    expect(mendWords({ kind: 'replace', scope: 'store_carts', by: 'store_cart' })).toBe(
      'Use store_cart',
    );
    expect(mendWords({ kind: 'remove', scope: 'a' })).toBe('Remove');
    expect(mendedWords({ kind: 'add', scope: 'a' })).toBe('a was added');
  });
});

describe('the checklist as text', () => {
  it('names both portals’ words, and custom scopes apart', () => {
    const row = {
      row: 'Payments – Get accepted methods',
      oldRow: 'Get Payment Methods',
      level: 'Get',
      oldLevel: 'read-only',
      scopes: ['store_payments_methods_read'],
    };
    const custom = scope('store_early_access', { row: '', kind: 'custom' });
    const scopes = { chosen: [custom], available: [], rows: [row], advice: [], comparison: null };
    const text = checklistText(appView({ scopes }));
    expect(text).toContain(
      '- Payments – Get accepted methods: Get (older portal: Get Payment Methods: read-only) – store_payments_methods_read',
    );
    expect(text).toContain('Custom scopes:\n- store_early_access');
    expect(chosenOf(appView({ scopes }))).toEqual({
      additional: [],
      custom: ['store_early_access'],
    });
  });
});

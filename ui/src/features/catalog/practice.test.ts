import { describe, expect, it } from 'vitest';
import type { AppSummary, ConnectorCard } from '$lib/ipc';
import { freeName } from './catalog.svelte';
import { openingOf, takeRequest } from './practice';

function app(id: number, change: Partial<AppSummary>): AppSummary {
  return {
    id,
    kind: 'oauth',
    name: 'Practice',
    mode: 'practice',
    state: 'ready',
    stores: 0,
    next: null,
    ...change,
  };
}

function card(...apps: AppSummary[]): ConnectorCard {
  const words = { id: 'bigcommerce', name: 'BigCommerce', summary: '', categories: [] };
  return { ...words, state: 'notSetUp', apps, triggers: 4 };
}

describe('a window asked to open in practice', () => {
  it('creates the first practice app, whatever real apps there are', () => {
    const only = card(app(1, { mode: 'live' }));
    expect(openingOf([only])).toEqual({ kind: 'create', card: only });
  });

  it('goes on with a set-up that was begun', () => {
    const cards = [card(app(1, {}), app(2, { state: 'notSetUp' }))];
    expect(openingOf(cards)).toEqual({ kind: 'resume', id: 2 });
  });

  it('leaves a ready app in peace', () => {
    expect(openingOf([card(app(1, {}))])).toEqual({ kind: 'nothing' });
  });

  it('has nothing to create without a connector', () => {
    expect(openingOf([])).toEqual({ kind: 'nothing' });
  });

  it('does it once', () => {
    expect([takeRequest(false), takeRequest(true), takeRequest(true)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('the name of a new app', () => {
  it('is one that no app has yet', () => {
    expect(freeName(card(), 'practice')).toBe('Practice');
    expect(freeName(card(app(1, {}), app(2, { name: 'Practice 2' })), 'practice')).toBe(
      'Practice 3',
    );
    expect(freeName(card(app(1, {})), 'live')).toBe('BigCommerce');
  });
});

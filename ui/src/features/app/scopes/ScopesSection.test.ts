import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { AppView, ScopeAdvice, ScopeTable } from '$lib/ipc';
import { OpenApp } from '../openApp.svelte';
import { appView, backend, scope } from '../testing';
import type { Answers } from '../testing';
import ScopesSection from './ScopesSection.svelte';
import { cell, finding, line, table } from './testing';

const MANDATORY = scope('store_v2_orders', {
  kind: 'mandatory',
  reasons: ['Mandatory for BigCommerce'],
});
const CART = scope('store_cart', {
  row: 'Carts',
  reasons: ['Cart Updated reads its resource with it'],
});

const TOO_MUCH: ScopeAdvice = {
  kind: 'tooMuch',
  scope: 'store_cart',
  message: 'store_cart_read_only is enough for what is on here.',
  mend: { kind: 'replace', scope: 'store_cart', by: 'store_cart_read_only' },
};
const TOO_LITTLE: ScopeAdvice = {
  kind: 'tooLittle',
  scope: 'store_v2_information_read_only',
  message: 'Without it a store shows by its hash only.',
  mend: { kind: 'add', scope: 'store_v2_information_read_only' },
};

function app(advice: ScopeAdvice[], comparison: ScopeTable | null = null): AppView {
  const rows = [
    {
      row: 'Orders',
      oldRow: 'Orders',
      level: 'Modify',
      oldLevel: 'modify',
      scopes: ['store_v2_orders'],
    },
  ];
  return appView({
    scopes: { chosen: [MANDATORY, CART], available: [], rows, advice, comparison },
  });
}

function show(view: AppView, answers: Answers = {}) {
  const asked = backend({ set_scopes: () => view, watch_install: () => null, ...answers });
  render(ScopesSection, { props: { open: new OpenApp(7), app: view } });
  return asked;
}

describe('the scopes an app asks for', () => {
  it('says why each is there, and lets no mandatory one be removed', () => {
    show(app([]));
    const list = screen.getByRole('list', { name: 'Scopes this app asks for' });
    within(list).getByText('Mandatory for BigCommerce');
    within(list).getByText('Cart Updated reads its resource with it');
    within(list).getByRole('button', { name: 'Remove store_cart' });
    expect(within(list).queryByRole('button', { name: 'Remove store_v2_orders' })).toBeNull();
  });

  it('mends what is too much beside the scope, with one click', async () => {
    const asked = show(app([TOO_MUCH]));
    await fireEvent.click(
      screen.getByRole('button', { name: 'Use store_cart_read_only in place of store_cart' }),
    );
    await vi.waitFor(() =>
      expect(asked.at(-1)?.args).toMatchObject({
        additional: ['store_cart_read_only'],
        custom: [],
      }),
    );
  });

  it('asks for what is missing above all', async () => {
    const asked = show(app([TOO_LITTLE]));
    await fireEvent.click(
      screen.getByRole('button', { name: 'Add store_v2_information_read_only' }),
    );
    await vi.waitFor(() =>
      expect(asked.at(-1)?.args).toMatchObject({
        additional: ['store_cart', 'store_v2_information_read_only'],
      }),
    );
  });

  it('shows what a scope opens when it is asked', async () => {
    show(app([]), {
      scope_facts: () => ({
        id: 'store_cart',
        row: 'Carts',
        oldRow: 'Carts',
        level: 'Modify',
        oldLevel: 'modify',
        about: 'Read and change carts',
        note: null,
        alsoSpelt: [],
        includes: ['store_cart_read_only'],
        triggers: ['Cart Updated'],
        endpoints: [{ name: 'Read carts', calls: ['GET /v3/carts/{id}'] }],
      }),
    });
    await fireEvent.click(screen.getByRole('button', { name: 'What store_cart opens' }));
    await screen.findByText('GET /v3/carts/{id}');
  });
});

describe('the comparison', () => {
  it('is not there before the first grant: then the portal is to be set', () => {
    show(app([]));
    screen.getByText('Set these in the practice portal');
    expect(screen.queryByText('Asked for, ticked, granted')).toBeNull();
  });

  it('shows what differs, and asks for consent in the browser', async () => {
    const asked = show(
      app(
        [],
        table({
          stores: 500,
          lines: [
            line('Carts', cell('Read-Only', ['store_cart_read_only']), {
              stores: [
                { cell: cell('Read-Only', ['store_cart_read_only']), stores: 480 },
                { cell: cell('None', [], 'missing'), stores: 20 },
              ],
            }),
          ],
          findings: [finding('20 of 500 stores have not consented to Carts yet')],
          differing: [
            {
              id: 3,
              name: 'Alder',
              hash: 'a1',
              lacks: true,
              differences: ['Carts: None instead of Read-Only'],
            },
          ],
          differingTotal: 20,
        }),
      ),
      {
        begin_install: () => ({
          stage: 'waiting',
          since: 1,
          openedUrl: 'http://127.0.0.1:1/',
          storeId: null,
          problem: null,
          suspicions: [],
        }),
      },
    );
    screen.getByText('480 stores');
    screen.getByText('missing');
    screen.getByText('19 more stores with such differences.');
    expect(screen.getByRole('link', { name: 'Alder' }).getAttribute('href')).toBe('#/stores/3');
    await fireEvent.click(screen.getByRole('button', { name: 'Ask for consent again' }));
    await screen.findByText('The page that opened');
    expect(asked.find((it) => it.command === 'begin_install')?.args).toMatchObject({
      id: 7,
      way: { way: 'controlPanel' },
    });
  });

  it('gives the steps in the portal, in both portals’ words', () => {
    const step = {
      row: 'Payments – Get accepted methods',
      oldRow: 'Get Payment Methods',
      level: 'Get',
      oldLevel: 'read-only',
      now: 'None',
    };
    show(app([], table({ findings: [finding('Scopes missing', { steps: [step] })] })));
    screen.getByText(/older portal: Get Payment Methods, read-only/);
    expect(screen.getAllByRole('button', { name: 'Open developer portal' })).toHaveLength(1);
  });
});

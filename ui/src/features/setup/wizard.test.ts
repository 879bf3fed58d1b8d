import { describe, expect, it } from 'vitest';
import type { AppView, ScopeView, Step, StepId, StepState } from '$lib/ipc';
import { STEPS } from '../app/place';
import { checklistText, chosenOf, withCustom, withScope, without } from '../app/scopes/chosen';
import { after, before, resumeAt, STATE_WORDS } from '../app/steps';

type States = Partial<Record<StepId, StepState>>;

function app(states: States, currentStep: StepId): AppView {
  const steps = STEPS.map((id): Step => {
    return { id, state: states[id] ?? 'open', evidence: '', provedAt: null };
  });
  return { ...BARE, steps, currentStep };
}

function scope(id: string, row: string, kind: ScopeView['kind']): ScopeView {
  return {
    id,
    row,
    level: 'Modify',
    about: '',
    note: null,
    forStores: true,
    kind,
    reasons: [],
    satisfiedBy: null,
  };
}

const BARE: AppView = {
  id: 1,
  kind: 'oauth',
  account: null,
  connector: 'bigcommerce',
  name: 'Orders sync',
  mode: 'practice',
  state: 'notSetUp',
  steps: [],
  currentStep: 'address',
  callbacks: [],
  scopes: {
    chosen: [
      scope('store_v2_orders', 'Orders', 'mandatory'),
      scope('store_cart', 'Carts', 'additional'),
      scope('store_new_thing', '', 'custom'),
    ],
    available: [],
    rows: [
      {
        row: 'Orders',
        oldRow: 'Orders',
        level: 'Modify',
        oldLevel: 'modify',
        scopes: ['store_v2_orders'],
      },
      {
        row: 'Carts',
        oldRow: 'Carts',
        level: 'Modify',
        oldLevel: 'modify',
        scopes: ['store_cart'],
      },
    ],
    advice: [],
    comparison: null,
  },
  credentials: {
    clientId: null,
    hasSecret: false,
    proof: 'notYet',
    provedAt: null,
    keptIn: 'memory',
  },
  createdAt: 0,
  fetches: false,
};

describe('the step to go on with', () => {
  it('is the first that is not done', () => {
    expect(resumeAt(app({ address: 'proved' }, 'callbacks'))).toBe('callbacks');
  });

  it('passes callbacks that only an install can prove, once credentials are given', () => {
    const given = app({ address: 'proved', scopes: 'given', credentials: 'given' }, 'callbacks');
    expect(resumeAt(given)).toBe('install');
  });

  it('goes back to callbacks that were seen to fail', () => {
    const failing = app({ callbacks: 'failing', credentials: 'proved' }, 'callbacks');
    expect(resumeAt(failing)).toBe('callbacks');
  });

  it('has a neighbour on each side, but at the ends', () => {
    expect([before('address'), after('address')]).toEqual([null, 'callbacks']);
    expect([before('triggers'), after('triggers')]).toEqual(['install', null]);
  });

  it('is called proved for what was observed alone', () => {
    const proved = Object.values(STATE_WORDS).filter((words) => words === 'Proved');
    expect(proved).toHaveLength(1);
    expect(STATE_WORDS.given).toMatch(/^Given, not /);
  });
});

describe('the scopes', () => {
  it('are copied a line for each row of the portal and each custom one', () => {
    const lines = checklistText(BARE).split('\n');
    expect(lines.filter((line) => line.startsWith('- '))).toEqual([
      '- Orders: Modify (older portal: modify) – store_v2_orders',
      '- Carts: Modify (older portal: modify) – store_cart',
      '- store_new_thing',
    ]);
  });

  it('are sent without the mandatory ones, and never twice', () => {
    const chosen = chosenOf(BARE);
    expect(chosen).toEqual({ additional: ['store_cart'], custom: ['store_new_thing'] });
    expect(withScope(chosen, 'store_cart')).toEqual(chosen);
    expect(withCustom(chosen, 'store_new_thing')).toEqual(chosen);
  });

  it('lose what is removed, wherever it stood', () => {
    const left = without(without(chosenOf(BARE), 'store_cart'), 'store_new_thing');
    expect(left).toEqual({ additional: [], custom: [] });
  });
});

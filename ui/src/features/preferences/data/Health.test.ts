import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { backend } from '../../app/testing';
import ClearDialog from './ClearDialog.svelte';
import HealthSection from './HealthSection.svelte';
import SpaceSection from './SpaceSection.svelte';
import { APP, BACKUPS, GOES } from './testing';

describe('a check of the ledger', () => {
  const check = () => fireEvent.click(screen.getByRole('button', { name: 'Check the ledger' }));
  const found = (flaws: string[]) => ({ flaws, events: 20, deliveries: 21, took: 40 });

  it('says that it is whole', async () => {
    backend({ check_ledger: () => found([]) });
    render(HealthSection, { props: { task: null } });
    await check();
    expect(await screen.findByText('The ledger is whole')).toBeTruthy();
    expect(screen.getByText(/20 events and 21 deliveries/)).toBeTruthy();
  });

  it('says what is wrong', async () => {
    backend({ check_ledger: () => found(['2 events have no delivery.']) });
    render(HealthSection, { props: { task: null } });
    await check();
    expect(await screen.findByText('2 events have no delivery.')).toBeTruthy();
  });

  it('says nothing when it was stopped', async () => {
    backend({ check_ledger: () => null });
    render(HealthSection, { props: { task: null } });
    await check();
    expect(screen.queryByText(/whole/)).toBeNull();
  });
});

it('names what is deleted of an app', async () => {
  const asked = backend({ clearing_preview: () => GOES, clear_events: () => null });
  render(ClearDialog, { props: { app: APP, onclose: () => undefined } });
  await fireEvent.click(await screen.findByRole('button', { name: 'Delete 12,345 events' }));
  expect(asked.at(-1)).toEqual({ command: 'clear_events', args: { appId: 1, markedToo: false } });
});

it('says what everything takes, and warns of a disk that is nearly full', () => {
  const space = {
    ledger: 1_190_000_000,
    freeInside: 34_000_000,
    log: 0,
    index: 452_000_000,
    logs: 0,
    backups: 0,
    diskFree: 400_000_000,
    problem: { title: 'The disk is nearly full.', meaning: '', mend: null, remedy: '' },
  };
  const data = { events: 0, deliveries: 0, oldest: null, indexed: 0.5, apps: [], task: null };
  render(SpaceSection, { props: { data: { ...data, space, backups: BACKUPS } } });
  for (const words of ['There are no events yet.', '1.2 GB', 'has 50 % of the ledger by now'])
    expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByText('The disk is nearly full.')).toBeTruthy();
});

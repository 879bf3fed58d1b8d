import { expect, it } from 'vitest';
import { row } from '../../testing';
import { runsOf } from './runsOf';

it('leads to the runs that an event started', () => {
  const [entry] = runsOf(row(1_231));
  if (entry?.kind !== 'item') throw new Error('no entry');
  expect(entry.label).toBe('Runs of this event');
  entry.run();
  expect(location.hash).toBe('#/runs/event/1231');
});

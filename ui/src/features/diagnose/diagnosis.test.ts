import { expect, it, vi } from 'vitest';
import { Diagnosis, type DiagnosePort } from './diagnosis.svelte';
import { check, ended } from './testing';

const EVERYTHING = { app: null, store: null };

it('shows how far it is, then what came of it', async () => {
  const last = ended([check('disk', 'fine'), check('ledger', 'fine')]);
  const first = { ...last, endedAt: null, report: null };
  first.checks = [check('disk', 'fine'), check('ledger', 'running')];
  let end = (): void => undefined;
  const port: DiagnosePort = {
    diagnose: (_, take) => {
      take(first);
      return new Promise((resolve) => (end = () => resolve(last)));
    },
    stop: vi.fn(),
  };
  const diagnosis = new Diagnosis(EVERYTHING, port);
  const run = diagnosis.run();
  expect([diagnosis.running, diagnosis.done]).toEqual([true, 1]);
  void diagnosis.run();
  diagnosis.stop();
  expect(port.stop).toHaveBeenCalledWith(7);
  expect(diagnosis.stopping).toBe(true);
  end();
  await run;
  expect([diagnosis.running, diagnosis.stopping, diagnosis.done]).toEqual([false, false, 2]);
  expect(diagnosis.view?.report).toBe('# Report');
});

it('says why it could not be run, and can be run again', async () => {
  const error = { code: 'notFound', message: 'Gone.', hint: 'Choose again.', field: null };
  const diagnose = vi.fn().mockRejectedValueOnce(error).mockResolvedValueOnce(ended([]));
  const diagnosis = new Diagnosis(EVERYTHING, { diagnose, stop: vi.fn() });
  await diagnosis.run();
  expect(diagnosis.error?.message).toBe('Gone.');
  await diagnosis.run();
  expect(diagnosis.error).toBeNull();
});

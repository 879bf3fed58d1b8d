/** A diagnosis in the fake backend. */
import { mockChecks } from '../../../features/diagnose/mock';
import type { DiagnosisCheck, DiagnosisView } from '../bindings';
import type { Commands } from './args';
import type { World } from './world';

/** How long each check takes, in milliseconds. */
const TAKES = 90;

/** Those of diagnoses. */
export function diagnoseCommands(world: World) {
  return {
    diagnose: async ({ about, onCheck }) => {
      const checks = mockChecks(about, world.stores, world.scenario === 'trouble');
      const view: DiagnosisView = {
        watch: 1,
        beganAt: Date.now(),
        endedAt: null,
        checks,
        report: null,
      };
      for (const at of checks.keys()) {
        onCheck.onmessage({
          ...view,
          checks: checks.map((check, place) => upTo(check, place, at)),
        });
        await new Promise((resolve) => setTimeout(resolve, TAKES));
      }
      return { ...view, endedAt: Date.now(), report: '# Patchbay 0.1.0: diagnosis' };
    },
    compare_callback: ({ kind, pasted }) => ({
      kind,
      expected: 'https://hooks.example.com/c/key',
      difference: pasted.endsWith('/')
        ? {
            words: 'A slash at the end',
            before: pasted.slice(0, -1),
            here: '',
            there: '/',
            after: '',
          }
        : null,
    }),
  } satisfies Commands;
}

function upTo(check: DiagnosisCheck, place: number, at: number): DiagnosisCheck {
  if (place < at) return check;
  const state = place === at ? 'running' : 'waiting';
  return { ...check, state, seen: '', problem: null, facts: [], tookMs: null };
}

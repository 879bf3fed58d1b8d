/** Checks for tests. */
import type { CheckKind, CheckState, DiagnosisCheck, DiagnosisView } from '$lib/ipc';

/** A check that came out so. */
export function check(
  kind: CheckKind,
  state: CheckState,
  more: Partial<DiagnosisCheck> = {},
): DiagnosisCheck {
  return {
    kind,
    state,
    group: 'This machine',
    app: null,
    store: null,
    seen: `${kind} is ${state}.`,
    problem: null,
    facts: [],
    tookMs: 12,
    ...more,
  };
}

/** A diagnosis that has ended. */
export function ended(checks: DiagnosisCheck[]): DiagnosisView {
  return { watch: 7, beganAt: 1_000, endedAt: 2_000, checks, report: '# Report' };
}

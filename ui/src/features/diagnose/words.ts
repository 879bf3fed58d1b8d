/** Checks and their outcomes in words. */
import type { CheckKind, CheckState, DiagnosisCheck } from '$lib/ipc';

/** What each check looks at. */
export const CHECKS: Record<CheckKind, string> = {
  disk: 'Disk',
  ledger: 'Ledger',
  keychain: 'Keychain',
  listener: 'Listener',
  clock: 'Clock',
  address: 'From outside',
  certificate: 'Certificate',
  credentials: 'Client ID and Secret',
  callback: 'Callback URL, from outside',
  callbackUrls: 'Callback URLs at BigCommerce',
  scopes: 'Scopes',
  stores: 'Stores',
  token: 'Token',
  storeScopes: 'Scopes of the token',
  hooks: 'Hooks',
  signatures: 'Signatures',
  deliveries: 'Deliveries',
  missed: 'Missed events',
  quota: 'Request quota',
};

/** How a check came out, for the eye and for screen readers. */
export const STATES: Record<
  CheckState,
  { readonly tone: 'good' | 'warn' | 'bad' | 'quiet' | 'busy'; readonly words: string }
> = {
  waiting: { tone: 'quiet', words: 'Waiting' },
  running: { tone: 'busy', words: 'Running' },
  fine: { tone: 'good', words: 'Fine' },
  doubtful: { tone: 'warn', words: 'Look at it' },
  failing: { tone: 'bad', words: 'Failing' },
  skipped: { tone: 'quiet', words: 'Not run' },
};

/** Checks of one thing: the machine, an app, a store. */
export interface CheckGroup {
  readonly key: string;
  readonly title: string;
  readonly checks: readonly DiagnosisCheck[];
}

/** The checks by what they are of, in the order they are run. */
export function grouped(checks: readonly DiagnosisCheck[]): CheckGroup[] {
  const groups: { key: string; title: string; checks: DiagnosisCheck[] }[] = [];
  for (const check of checks) {
    const key = `${check.group} ${check.app} ${check.store}`;
    const last = groups.at(-1);
    if (last?.key === key) last.checks.push(check);
    else groups.push({ key, title: titleOf(check), checks: [check] });
  }
  return groups;
}

function titleOf({ group, app, store }: DiagnosisCheck): string {
  if (store !== null) return `Store ${group}`;
  return app === null ? group : `App ${group}`;
}

/** What came of all: "3 of 17 checks fail, 1 to look at". */
export function summary(checks: readonly DiagnosisCheck[]): string {
  const failing = count(checks, 'failing');
  const doubtful = count(checks, 'doubtful');
  const fail = `${failing} of ${checks.length} checks ${failing === 1 ? 'fails' : 'fail'}`;
  const look = `${doubtful} to look at`;
  if (failing > 0) return doubtful > 0 ? `${fail}, ${look}` : fail;
  if (doubtful > 0) return `Nothing fails; ${look}`;
  return 'All is well';
}

/** How many came out so. */
export function count(checks: readonly DiagnosisCheck[], state: CheckState): number {
  return checks.filter((check) => check.state === state).length;
}

/** Orchestrations in words. */
import type { OrchestrationRow } from '$lib/ipc';
import { count } from '$lib/format/number';

/** Whether events start runs, how that looks, and why they may not. */
export function standing({ enabled, trouble }: Pick<OrchestrationRow, 'enabled' | 'trouble'>) {
  if (!enabled) return { tone: 'quiet', words: 'Disabled' } as const;
  return trouble === null
    ? ({ tone: 'good', words: 'Enabled' } as const)
    : ({ tone: 'warn', words: 'Enabled' } as const);
}

/** What of it is published. */
export function versionWords({ published }: Pick<OrchestrationRow, 'published'>): string {
  return published ? `Version ${published.number}` : 'Draft only';
}

/** The stores it is for. */
export function storeWords({ stores }: Pick<OrchestrationRow, 'stores'>): string {
  const [first, ...others] = stores;
  if (!first) return 'No store';
  return others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
}

/** What goes when it is deleted. */
export function goesWords({ published, runs }: OrchestrationRow): string {
  const ran = runs.open + runs.unknown + runs.succeeded + runs.dead + runs.others;
  const versions = published ? count(published.number, 'version') : null;
  const parts = ['Its draft', versions, ran > 0 ? count(ran, 'run') : null].filter(
    (part) => part !== null,
  );
  const last = parts.pop();
  return `${parts.length > 0 ? `${parts.join(', ')} and ${last} go` : `${last} goes`}.`;
}

/** Which state of the app to look at, named in the address: `?mock=full`. */
import type { FeedScenario } from '../../../features/feed/mock';

/** The states there are. */
export type Scenario = 'empty' | 'setup' | 'full' | 'trouble' | 'failed' | 'damaged';

const SCENARIOS: readonly Scenario[] = ['empty', 'setup', 'full', 'trouble', 'failed', 'damaged'];

/** The name given, null when no mock is asked for. */
export function asked(search: string = location.search): string | null {
  return new URLSearchParams(search).get('mock');
}

/** The scenario of a name; the full one for a feed's own or none. */
export function scenarioOf(name: string): Scenario {
  return SCENARIOS.find((scenario) => scenario === name) ?? 'full';
}

/** The feed's scenario of a name: `feed-burst`, or what suits the whole. */
export function feedScenarioOf(name: string): FeedScenario {
  if (name.startsWith('feed-')) return name.slice('feed-'.length) as FeedScenario;
  return scenarioOf(name) === 'full' ? 'calm' : 'empty';
}

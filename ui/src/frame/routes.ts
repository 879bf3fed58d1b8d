/** The screens there are, and the hashes they stand at. */

/** A hash of the page. */
export type Hash = `#/${string}`;

/** Where the page is. */
export type Route =
  | { screen: 'catalog' }
  /** An app: its set-up or its settings. Where within it, the app's screen reads itself. */
  | { screen: 'app'; id: number }
  | { screen: 'stores' }
  | { screen: 'store'; id: number }
  /** A store is added by its API account. */
  | { screen: 'addStore' }
  | { screen: 'feed' }
  | { screen: 'forwards' }
  | ActionsRoute
  | { screen: 'orchestrations' }
  /** The editor of an orchestration. */
  | { screen: 'orchestration'; id: number }
  | RunsRoute
  /** What is looked into: a store, an app, or everything. */
  | { screen: 'diagnose'; app: number | null; store: number | null }
  | { screen: 'preferences' }
  | { screen: 'unknown' };

/** Actions: an action on a store, or the history of calls and one of them. */
export interface ActionsRoute {
  readonly screen: 'actions';
  readonly action: string | null;
  readonly store: number | null;
  readonly history: boolean;
  readonly call: number | null;
}

/** Runs: those of an orchestration, of an event or all, one of them, or those that failed. */
export interface RunsRoute {
  readonly screen: 'runs';
  readonly of: number | null;
  readonly event: number | null;
  readonly dead: boolean;
  readonly run: number | null;
}

/** An entry of the rail. */
export type RailId =
  'catalog' | 'stores' | 'feed' | 'actions' | 'orchestrations' | 'diagnose' | 'preferences';

/** The route that the parts of a hash name. */
export function route(parts: readonly string[]): Route {
  const [screen = 'catalog', second, third, fourth] = parts;
  if (screen === 'actions') return actionsRoute(second, third, fourth);
  if (screen === 'orchestrations') return orchestrationRoute(second);
  if (screen === 'runs') return runsRoute(second, third);
  if (screen === 'feed') return feedRoute(second);
  if (screen === 'catalog' || screen === 'preferences') return { screen };
  if (screen === 'stores') return storeRoute(second);
  if (screen === 'diagnose') return diagnoseRoute(second, third);
  const id = idOf(second);
  if (screen !== 'apps' || id === null) return { screen: 'unknown' };
  return { screen: 'app', id };
}

function feedRoute(part: string | undefined): Route {
  if (part === undefined) return { screen: 'feed' };
  return { screen: part === 'forwards' ? part : 'unknown' };
}

function actionsRoute(what?: string, third?: string, fourth?: string): Route {
  const at = { screen: 'actions', action: null, store: null, history: false, call: null } as const;
  if (what === undefined) return at;
  if (what === 'history') {
    const call = idOf(third);
    return third !== undefined && call === null ? UNKNOWN : { ...at, history: true, call };
  }
  const store = idOf(fourth);
  if (third === undefined) return { ...at, action: what };
  return third === 'store' && store !== null ? { ...at, action: what, store } : UNKNOWN;
}

function runsRoute(what?: string, third?: string): Route {
  const at = { screen: 'runs', of: null, event: null, dead: false, run: null } as const;
  if (what === undefined) return at;
  if (what === 'dead') return third === undefined ? { ...at, dead: true } : UNKNOWN;
  const id = idOf(what === 'of' || what === 'event' ? third : what);
  if (id === null) return UNKNOWN;
  if (what === 'of') return { ...at, of: id };
  return what === 'event' ? { ...at, event: id } : { ...at, run: id };
}

const UNKNOWN: Route = { screen: 'unknown' };

function storeRoute(part: string | undefined): Route {
  if (part === undefined) return { screen: 'stores' };
  if (part === 'add') return { screen: 'addStore' };
  const id = idOf(part);
  return id === null ? { screen: 'unknown' } : { screen: 'store', id };
}

function orchestrationRoute(part: string | undefined): Route {
  if (part === undefined) return { screen: 'orchestrations' };
  const id = idOf(part);
  return id === null ? UNKNOWN : { screen: 'orchestration', id };
}

function diagnoseRoute(what: string | undefined, part: string | undefined): Route {
  const at = { screen: 'diagnose', app: null, store: null } as const;
  if (what === undefined) return at;
  const id = idOf(part);
  if (id === null) return { screen: 'unknown' };
  if (what === 'app') return { ...at, app: id };
  return what === 'store' ? { ...at, store: id } : { screen: 'unknown' };
}

function idOf(part: string | undefined): number | null {
  return part !== undefined && /^\d{1,15}$/.test(part) ? Number(part) : null;
}

/** The entry of the rail that a route belongs to. */
export function railOf(at: Route): RailId | null {
  if (at.screen === 'unknown') return null;
  if (at.screen === 'store' || at.screen === 'addStore') return 'stores';
  if (at.screen === 'forwards') return 'feed';
  if (at.screen === 'orchestration') return 'orchestrations';
  if (at.screen === 'runs') return 'orchestrations';
  return at.screen === 'app' ? 'catalog' : at.screen;
}

/** What tells one place from another: an app's steps are one place, two stores are two. */
export function placeOf(at: Route): string {
  if (at.screen === 'diagnose') return `diagnose ${at.app} ${at.store}`;
  if (at.screen === 'runs' && at.run !== null) return `run ${at.run}`;
  return 'id' in at ? `${at.screen} ${at.id}` : at.screen;
}

/** An app's screen, at a step of its set-up if one is named. */
export const appHash = (id: number, step?: string): Hash =>
  step ? `#/apps/${id}/setup/${step}` : `#/apps/${id}`;

/** Where the page is: `#/apps/3/setup/scopes` is `['apps', '3', 'setup', 'scopes']`. */
class Router {
  path = $state.raw<string[]>(parse(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.path = parse(location.hash)));
  }
}

/** The parts of a hash. */
export function parse(hash: string): string[] {
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decode);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const router = new Router();

/** Goes to another screen. */
export function go(hash: `#/${string}`): void {
  location.hash = hash;
}

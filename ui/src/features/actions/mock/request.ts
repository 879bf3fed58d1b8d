/** What is sent for what is filled in. */
import type { ActionForm, RequestView } from '$lib/ipc';

type Given = Readonly<Record<string, unknown>>;

/** The request of an action on a store. */
export function requestOf({ action }: ActionForm, given: Given, hash: string): RequestView {
  if (action.call === '') return any(given, hash);
  const [method = '', path = ''] = action.call.split(' ');
  const rest = Object.entries(given).filter(([id]) => !path.includes(`{${id}}`));
  const filled = path.replace(/\{(\w+)\}/g, (_, id: string) => String(given[id]));
  if (method !== 'GET') return request(method, filled, bodyOf(rest), hash);
  const query = rest.map(([id, value]) => `${id}=${encodeURIComponent(String(value))}`).join('&');
  return request(method, query ? `${filled}?${query}` : filled, null, hash);
}

function any({ method, path, query, body }: Given, hash: string): RequestView {
  const pairs = (query ?? []) as { name: string; value?: string }[];
  const behind = pairs.map(({ name, value = '' }) => `${name}=${encodeURIComponent(value)}`);
  const whole = [String(path), behind.join('&')].filter(Boolean).join('?');
  return request(String(method), whole, body ? JSON.stringify(body, null, 2) : null, hash);
}

function bodyOf(rest: readonly (readonly [string, unknown])[]): string | null {
  return rest.length > 0 ? JSON.stringify(Object.fromEntries(rest), digits, 2) : null;
}

/** What has only digits is sent as a number. */
function digits(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

function request(method: string, path: string, body: string | null, hash: string): RequestView {
  const url = `https://api.bigcommerce.com/stores/${hash}${path}`;
  const data = body === null ? '' : ` \\\n  --data '${body}'`;
  const token = '--header "X-Auth-Token: $BIGCOMMERCE_TOKEN"';
  return { method, path, body, curl: `curl --request ${method} '${url}' \\\n  ${token}${data}` };
}

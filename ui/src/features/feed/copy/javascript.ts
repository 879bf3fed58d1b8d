/** A request as JavaScript's fetch. */
import type { HeaderView } from '$lib/ipc';
import { base64Of } from '../model/bytes';
import { isMasked, type Request } from './request';

/** The code, for a module or a console. */
export function fetchOf(request: Request): string {
  const { method, origin, path, headers, remarks } = request;
  const lines = [
    ...remarks,
    'fetch joins repeated headers, and sets Host and Content-Length itself.',
  ].map((remark) => `// ${remark}`);
  const pairs = headers.filter(({ name }) => name.toLowerCase() !== 'host').map(pairOf);
  return [
    ...lines,
    `const response = await fetch(${JSON.stringify(origin + path)}, {`,
    `  method: ${JSON.stringify(method)},`,
    '  headers: [',
    ...pairs,
    '  ],',
    ...bodyLines(request),
    '});',
    'console.log(response.status, await response.text());',
    '',
  ].join('\n');
}

/** `fetch` takes bytes as Latin-1 characters, so that the dots of a masked value could not be sent. */
function pairOf(header: HeaderView): string {
  const bytes = isMasked(header) ? header.value : latin(header.value);
  const pair = `[${JSON.stringify(header.name)}, ${JSON.stringify(bytes)}],`;
  return `    ${isMasked(header) ? '// ' : ''}${pair}`;
}

function latin(value: string): string {
  return String.fromCharCode(...new TextEncoder().encode(value));
}

/** `fetch` refuses a body with these. */
const BODILESS = new Set(['GET', 'HEAD']);

function bodyLines({ method, text, body }: Request): string[] {
  if (BODILESS.has(method.toUpperCase())) return [];
  if (text !== null) return [`  body: new TextEncoder().encode(${JSON.stringify(text)}),`];
  const base64 = JSON.stringify(base64Of(body));
  return [`  body: Uint8Array.from(atob(${base64}), (char) => char.charCodeAt(0)),`];
}

/** What is copied is run by what it is for, against a server that keeps the bytes it gets. */
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyView, HeaderView } from '$lib/ipc';
import { delivery } from '../detail/testing';
import { base64Of } from '../model/bytes';
import { curlOf } from './curl';
import { fetchOf } from './javascript';
import { pythonOf } from './python';
import { requestOf, type Request } from './request';

interface Seen {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

let server: Server;
let seen: Seen | undefined;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    seen = await take(request);
    response.end('kept');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function take(request: IncomingMessage): Promise<Seen> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const raw = request.rawHeaders;
  const headers = raw.flatMap((name, at) =>
    at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : [],
  );
  return { method: request.method, path: request.url, headers, body: Buffer.concat(parts) };
}

const HEADERS: HeaderView[] = [
  ['Host', 'hooks.example.com'],
  ['Content-Type', 'application/json; charset="utf-8"'],
  ['Content-Length', '999999'],
  ['X-Forwarded-For', '34.122.18.7'],
  ['webhook-ID', "msg_'2'b"],
  ['X-Odd', '100% !wow $HOME `id` \\n "q"'],
  ['X-Forwarded-For', '10.4.0.12'],
  ['X-City', 'Zürich 配'],
  ['X-Empty', ''],
  ['X-Patchbay-Hook', '••••••••'],
].map(([name = '', value = '']) => ({ name, value }));

const PATH = '/h/q7V-x2_m/../[a]?q=1&b={c}%20d';

const text = (words: string): BodyView => ({
  kind: 'text',
  text: words,
  json: false,
  size: Buffer.byteLength(words),
});
const binary = (bytes: Uint8Array): BodyView => ({
  kind: 'binary',
  base64: base64Of(bytes),
  size: bytes.length,
});

const BODIES: [string, BodyView][] = [
  ['JSON', text('{"id":250,"name":"O\'Neil"}')],
  ['quotes, dollars and exclamation marks', text(`it's "50%" !! $(id) \`id\` \\ \\n %s @file`)],
  ['a file’s name', text('@/etc/passwd')],
  ['several lines, the last one open', text('a\n\n\tb\n')],
  ['no ASCII', text('Grün 配送 🚲 \u2028 \u0085')],
  ['returns and control characters', text('a\r\nb\u0007\u001b[31m')],
  ['nothing', text('')],
  ['a long text', text("naïve 'x'\n".repeat(40_000))],
  ['every byte', binary(Uint8Array.from({ length: 2_560 }, (_, at) => at % 256))],
];

function requestFor(body: BodyView): Request {
  const { port } = server.address() as AddressInfo;
  const got = delivery(1, { method: 'POST', path: PATH, headers: HEADERS });
  return requestOf(got, body, `http://127.0.0.1:${port}`);
}

function bytes(body: BodyView): Buffer {
  return body.kind === 'text' ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}

const run = promisify(execFile);

/** A program on standard input, so that its length is not a limit. */
async function runFrom(program: string, args: string[], script: string): Promise<void> {
  seen = undefined;
  const running = run(program, args, { maxBuffer: 1e7 });
  running.child.stdin?.end(script);
  await running;
}

const ours = (one: Seen): (readonly [string, string])[] =>
  one.headers
    .filter(([name]) => !/^(content-length|connection)$/i.test(name))
    .map(([name, value]) => [name, Buffer.from(value, 'latin1').toString()] as const);
const expected = HEADERS.filter(({ name }) => name !== 'Content-Length').map(
  ({ name, value }) => [name, value] as const,
);

function meetsRequest(body: BodyView): void {
  expect(seen?.method).toBe('POST');
  expect(seen?.path).toBe(PATH);
  expect(seen && Buffer.compare(seen.body, bytes(body))).toBe(0);
}

describe('a delivery copied as cURL, run by bash and curl', () => {
  it.each(BODIES)('sends %s', async (_, body) => {
    await runFrom(
      'bash',
      ['-s'],
      curlOf(requestFor(body)).replace('curl ', 'curl --disable --silent '),
    );
    meetsRequest(body);
    expect(ours(seen as Seen)).toEqual(expected);
  });

  it('says that a secret is masked', () => {
    expect(curlOf(requestFor(text('')))).toMatch(/^# X-Patchbay-Hook is masked: .*\n/);
  });
});

describe('a delivery copied as Python, run by python3', () => {
  it.each(BODIES)('sends %s', async (_, body) => {
    await runFrom('python3', ['-I', '-'], pythonOf(requestFor(body)));
    meetsRequest(body);
    expect(ours(seen as Seen)).toEqual(expected);
  });
});

describe('a delivery copied as fetch, run by node', () => {
  it.each(BODIES)('sends %s', async (_, body) => {
    const request = { ...requestFor(body), path: '/h/q7?q=1' };
    await runFrom('node', ['--input-type=module', '-'], fetchOf(request));
    expect(seen?.path).toBe('/h/q7?q=1');
    expect(seen && Buffer.compare(seen.body, bytes(body))).toBe(0);
    const got = new Map(ours(seen as Seen).map(([name, value]) => [name.toLowerCase(), value]));
    expect(got.get('x-city')).toBe('Zürich 配');
    expect(got.get('x-forwarded-for')).toBe('34.122.18.7, 10.4.0.12');
    expect(got.get('x-odd')).toBe('100% !wow $HOME `id` \\n "q"');
    expect(got.get('webhook-id')).toBe("msg_'2'b");
  });
});

describe('what is copied of a part', () => {
  it('says that it is one', () => {
    const { remarks } = requestFor({ ...text('first'), size: 2_000_000 });
    expect(remarks).toContain('Only the first 5 of 2000000 bytes of the body are here.');
  });
});

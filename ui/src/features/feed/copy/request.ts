/** A delivery as a request to send again: what the code that is copied is made from. */
import type { BodyView, DeliveryView, HeaderView } from '$lib/ipc';
import { bytesOf } from '../model/bytes';

/** A request as received. */
export interface Request {
  readonly method: string;
  /** `http://127.0.0.1:47800`, without a path. */
  readonly origin: string;
  readonly path: string;
  readonly headers: readonly HeaderView[];
  readonly body: Uint8Array;
  /** The body as text, `null` when it is not safely written as one. */
  readonly text: string | null;
  /** What to know before it is run. */
  readonly remarks: readonly string[];
}

/** Framing is the client's own: it counts the body and keeps the connection itself. */
const FRAMING = new Set(['content-length', 'transfer-encoding', 'connection', 'expect']);
const MASKED = /^•+$/;
// eslint-disable-next-line no-control-regex -- pasted into a terminal they are keys
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** A delivery with its body, to be sent to an origin. */
export function requestOf(delivery: DeliveryView, body: BodyView, origin: string): Request {
  const headers = delivery.headers.filter(({ name }) => !FRAMING.has(name.toLowerCase()));
  const safe = body.kind === 'text' && !UNSAFE.test(body.text);
  const bytes = bytesOf(body);
  return {
    method: delivery.method,
    origin,
    path: delivery.path,
    headers,
    body: bytes,
    text: safe ? body.text : null,
    remarks: [...maskRemarks(headers), ...sizeRemarks(body, bytes)],
  };
}

/** Whether a header's value is hidden. */
export function isMasked({ value }: HeaderView): boolean {
  return MASKED.test(value);
}

function maskRemarks(headers: readonly HeaderView[]): string[] {
  return headers
    .filter(isMasked)
    .map(({ name }) => `${name} is masked: put its secret where the dots are.`);
}

function sizeRemarks(body: BodyView, bytes: Uint8Array): string[] {
  if (bytes.length === body.size) return [];
  return [`Only the first ${bytes.length} of ${body.size} bytes of the body are here.`];
}

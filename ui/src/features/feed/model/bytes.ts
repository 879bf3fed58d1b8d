/** Bodies as bytes, and bytes as a dump: offsets, sixteen bytes in hex, what of them can be read. */
import type { BodyView } from '$lib/ipc';

/** Bytes on a line of a dump. */
export const PER_LINE = 16;

/** The bytes of a body, as far as they came. */
export function bytesOf(body: BodyView): Uint8Array {
  if (body.kind === 'text') return new TextEncoder().encode(body.text);
  return Uint8Array.from(atob(body.base64), (char) => char.charCodeAt(0));
}

/** Bytes as base64. */
export function base64Of(bytes: Uint8Array): string {
  let chars = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    chars += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(chars);
}

/** One line of a dump. */
export interface HexLine {
  readonly offset: string;
  readonly hex: string;
  readonly ascii: string;
}

/** How many lines a dump has. */
export function hexLineCount(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / PER_LINE);
}

/** One line of a dump, from 0. */
export function hexLine(bytes: Uint8Array, line: number): HexLine {
  const part = [...bytes.subarray(line * PER_LINE, (line + 1) * PER_LINE)];
  const pairs = part.map((byte) => byte.toString(16).padStart(2, '0'));
  const halves = [pairs.slice(0, 8), pairs.slice(8)].map((half) => half.join(' ').padEnd(23));
  const ascii = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'));
  return {
    offset: (line * PER_LINE).toString(16).padStart(6, '0'),
    hex: halves.join('  '),
    ascii: ascii.join(''),
  };
}

/** The whole dump as text. */
export function hexDump(bytes: Uint8Array): string {
  return Array.from({ length: hexLineCount(bytes) }, (_, line) => {
    const { offset, hex, ascii } = hexLine(bytes, line);
    return `${offset}  ${hex}  |${ascii}|`;
  }).join('\n');
}

/** A request as a command for curl in a shell of the Bourne family. */
import type { HeaderView } from '$lib/ipc';
import { base64Of } from '../model/bytes';
import type { Request } from './request';

/** Bytes of one argument that every system takes; longer bodies go through standard input. */
const LONGEST_ARGUMENT = 60_000;

/** Headers curl adds by itself, to be sent only as received. */
const OWN = ['Accept', 'User-Agent', 'Content-Type', 'Expect'];

/** The command. */
export function curlOf(request: Request): string {
  const { pipe, option } = bodyOf(request);
  const options = [
    `--request ${quoted(request.method)}`,
    ...request.headers.map((header) => `--header ${quoted(headerText(header))}`),
    ...OWN.filter((name) => !hasHeader(request, name)).map(
      (name) => `--header ${quoted(`${name}:`)}`,
    ),
    option,
  ];
  const url = quoted(request.origin + request.path);
  const remarks = request.remarks.map((remark) => `# ${remark}\n`).join('');
  return `${remarks}${pipe}curl --http1.1 --globoff --path-as-is ${url} \\\n  ${options.join(' \\\n  ')}\n`;
}

/** One word of a shell: everything in single quotes is itself, save the single quote. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function headerText({ name, value }: HeaderView): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function hasHeader(request: Request, name: string): boolean {
  return request.headers.some((header) => header.name.toLowerCase() === name.toLowerCase());
}

function bodyOf({ text, body }: Request): { pipe: string; option: string } {
  const stdin = '--data-binary @-';
  if (text === null)
    return { pipe: `printf %s ${quoted(base64Of(body))} | base64 --decode | `, option: stdin };
  if (body.length > LONGEST_ARGUMENT)
    return { pipe: `printf %s ${quoted(text)} | `, option: stdin };
  return { pipe: '', option: `--data-raw ${quoted(text)}` };
}

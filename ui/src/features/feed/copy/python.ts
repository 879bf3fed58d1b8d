/** A request as Python, by the standard library alone: it sends headers in order, with repeats and case. */
import { base64Of } from '../model/bytes';
import type { Request } from './request';

/** The script. JSON's strings are Python's strings too. */
export function pythonOf(request: Request): string {
  const { method, origin, path, headers, text, remarks } = request;
  const { protocol, host } = new URL(origin);
  const client = protocol === 'https:' ? 'HTTPSConnection' : 'HTTPConnection';
  return [
    ...remarks.map((remark) => `# ${remark}`),
    ...(text === null ? ['import base64'] : []),
    'import http.client',
    '',
    `body = ${bodyOf(request)}`,
    'headers = [',
    ...headers.map(({ name, value }) => `    (${JSON.stringify(name)}, ${JSON.stringify(value)}),`),
    ']',
    '',
    `connection = http.client.${client}(${JSON.stringify(host)}, timeout=30)`,
    `connection.putrequest(${JSON.stringify(method)}, ${JSON.stringify(path)}, skip_host=${hasHost(request)}, skip_accept_encoding=True)`,
    'for name, value in headers:',
    '    connection.putheader(name, value.encode())',
    'connection.putheader("Content-Length", str(len(body)))',
    'connection.endheaders(body)',
    'response = connection.getresponse()',
    'print(response.status, response.read().decode(errors="replace"))',
    '',
  ].join('\n');
}

function bodyOf({ text, body }: Request): string {
  if (text === null) return `base64.b64decode(${JSON.stringify(base64Of(body))})`;
  return `${JSON.stringify(text)}.encode()`;
}

function hasHost({ headers }: Request): 'True' | 'False' {
  return headers.some(({ name }) => name.toLowerCase() === 'host') ? 'True' : 'False';
}

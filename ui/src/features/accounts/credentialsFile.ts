/** The text file that BigCommerce downloads as an API account is made: a label and a value a line, or
 * the value on the line below. */

/** What is read out of it. */
export interface Credentials {
  name: string;
  apiPath: string;
  clientId: string;
  clientSecret: string;
  accessToken: string;
}

const LABELS: readonly (readonly [keyof Credentials, RegExp])[] = [
  ['accessToken', /^(access|auth)[ _-]?token$/i],
  ['clientId', /^client[ _-]?id$/i],
  ['clientSecret', /^client[ _-]?secret$/i],
  ['apiPath', /^(base )?api[ _-]?(path|url)$/i],
  ['name', /^(account )?name$/i],
];

/** The credentials in a text, as far as it has them; null where it has fewer than two. */
export function readFile(text: string): Partial<Credentials> | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const found: Partial<Credentials> = {};
  lines.forEach((line, at) => {
    const { label, value } = partsOf(line);
    const known = LABELS.find(([, pattern]) => pattern.test(label));
    const given = value || valueBelow(lines, at);
    if (known && given) found[known[0]] ??= given;
  });
  return Object.keys(found).length < 2 ? null : found;
}

function partsOf(line: string): { label: string; value: string } {
  const at = line.search(/[:=]/);
  if (at < 0) return { label: line, value: '' };
  return { label: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
}

/** What stands on the next line that is not empty, unless that is a label itself. */
function valueBelow(lines: readonly string[], at: number): string {
  const below = lines.slice(at + 1).find((line) => line !== '') ?? '';
  const { label } = partsOf(below);
  return LABELS.some(([, pattern]) => pattern.test(label)) ? '' : below;
}

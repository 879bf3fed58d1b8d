/** Where a value is in JSON, as code writes it: `data.lines[2]["unit price"]`. */

/** The way from the root: keys and places. */
export type JsonPath = readonly (string | number)[];

const NAME = /^[A-Za-z_$][\w$]*$/;

/** The path in JSONPath's words, beginning with `$`. */
export function pathText(path: JsonPath): string {
  return path.reduce<string>((before, step) => before + stepText(step), '$');
}

function stepText(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return NAME.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

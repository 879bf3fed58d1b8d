/** Points in time as people write them, as the backend takes them. */

/** A point in time. */
export interface Moment {
  /** By RFC 3339, with a zone. */
  readonly text: string;
  /** In milliseconds since the Unix epoch. */
  readonly at: number;
}

const PLAIN = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?$/;
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const MAILED = /^(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d(?::\d\d)? [+-]\d{4}$/;

/** Reads one: with a zone, as BigCommerce mails it, or on this machine's clock. Null where it is none. */
export function momentOf(typed: string): Moment | null {
  const text = typed.trim();
  if (ZONED.test(text)) return known(text, Date.parse(text));
  if (MAILED.test(text)) return zulu(Date.parse(text));
  const parts = PLAIN.exec(text);
  return parts ? local(parts.slice(1).map((part) => Number(part ?? 0))) : null;
}

/** This moment, to the second. */
export function momentAt(at: number): Moment {
  return written(new Date(Math.floor(at / 1_000) * 1_000));
}

function known(text: string, at: number): Moment | null {
  return Number.isNaN(at) ? null : { text, at };
}

function zulu(at: number): Moment | null {
  return Number.isNaN(at) ? null : known(new Date(at).toISOString().replace('.000', ''), at);
}

function local(parts: readonly number[]): Moment | null {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(year, month - 1, day, hour, minute, second);
  const same = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  return same ? written(date) : null;
}

function written(date: Date): Moment {
  const two = (value: number) => String(Math.abs(value)).padStart(2, '0');
  const days = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  const ahead = -date.getTimezoneOffset();
  const zone = `${ahead < 0 ? '-' : '+'}${two(Math.trunc(ahead / 60))}:${two(ahead % 60)}`;
  return { text: `${days}T${time}${ahead === 0 ? 'Z' : zone}`, at: date.getTime() };
}

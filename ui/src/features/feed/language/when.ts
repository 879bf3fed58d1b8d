/** Times as they are typed after `after:` and `before:`, in local time. */

const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const AGO = /^(\d{1,5})\s*([mhdw])$/;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/i;

/** What can be typed, for a message. */
export const WHEN_EXAMPLES = 'today, yesterday, 2h, 7d, 2026-11-22 or "2026-11-22 14:30"';

/** The time meant, in milliseconds since the epoch, or nothing when it is no time. */
export function timeOf(typed: string, now: number): number | undefined {
  const text = typed.trim().toLowerCase();
  if (text === 'today') return midnight(now, 0);
  if (text === 'yesterday') return midnight(now, -1);
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count && unit) return now - Number(count) * (UNITS[unit] ?? 0);
  return dateOf(text);
}

function midnight(now: number, days: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

/** Only days and hours that there are: 30 February is none. */
function dateOf(text: string): number | undefined {
  const [, ...parts] = DATE.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const date = new Date(year, month - 1, day, hour, minute);
  const real = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  return real ? date.getTime() : undefined;
}

/** Times in words. All take milliseconds since the Unix epoch. */
import { locale } from './locale';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const minute = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** "22 Nov 2026, 14:03:11". */
export function exactTime(at: number): string {
  return exact.format(at);
}

/** "22 Nov 2026". */
export function dayOf(at: number): string {
  return dayAndYear.format(at);
}

/** "14:03:11". */
export function clockTime(at: number): string {
  return clock.format(at);
}

/** "14:03:11" of today, "21 Nov 2026, 14:03:11" of other days. */
export function shortTime(at: number, now: number): string {
  return dayOf(at) === dayOf(now) ? clockTime(at) : exactTime(at);
}

/** "14:03" of today, "21 Nov, 14:03" of other days. */
export function minuteTime(at: number, now: number): string {
  const time = minute.format(at);
  return dayOf(at) === dayOf(now) ? time : `${day.format(at)}, ${time}`;
}

/** "just now", "5 min ago", "3 h ago", "2 d ago", then the day. */
export function relativeTime(at: number, now: number): string {
  const past = now - at;
  if (past < -5_000) return exactTime(at);
  if (past < 5_000) return 'just now';
  if (past < MINUTE) return `${Math.floor(past / 1000)} s ago`;
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`;
  if (past < 7 * DAY) return `${Math.floor(past / DAY)} d ago`;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? day : dayAndYear).format(at);
}

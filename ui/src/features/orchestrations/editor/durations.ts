/** How long something waits. */
import { count } from '$lib/format/number';

/** Units, by how many seconds they are, the longest first. */
export const UNITS = [
  { seconds: 86_400, one: 'day' },
  { seconds: 3_600, one: 'hour' },
  { seconds: 60, one: 'minute' },
  { seconds: 1, one: 'second' },
] as const;

/** The longest unit of which it is a whole number. */
export function unitOf(seconds: number): (typeof UNITS)[number] {
  return UNITS.find((unit) => seconds >= unit.seconds && seconds % unit.seconds === 0) ?? UNITS[3];
}

/** "2 hours", "90 seconds". */
export function durationWords(seconds: number): string {
  const { one, seconds: size } = unitOf(seconds);
  return count(seconds / size, one);
}

/** What the desktop can tell, and hours at which it tells nothing. */
import type { AlertKind, QuietHours } from '$lib/ipc';

/** Every kind of alert with what it is. */
export const ALERT_KINDS: readonly {
  readonly kind: AlertKind;
  readonly name: string;
  readonly about: string;
}[] = [
  {
    kind: 'storeLost',
    name: 'A store disconnects',
    about: 'It uninstalled the app, or BigCommerce refuses its token.',
  },
  {
    kind: 'hookOff',
    name: 'A hook was switched off',
    about: 'BigCommerce had deactivated it; Patchbay switches it on again.',
  },
  {
    kind: 'addressDown',
    name: 'The public address is down',
    about: 'For more than a minute.',
  },
  {
    kind: 'missed',
    name: 'Events were missed',
    about: 'They did not arrive and were recovered.',
  },
];

/** The hours one begins with. */
export const NIGHT: QuietHours = { from: 22 * 60, to: 7 * 60 };

/** The halves of the hours of a day, in minutes since midnight. */
export const HALF_HOURS = Array.from({ length: 48 }, (_, at) => ({
  value: at * 30,
  label: timeOf(at * 30),
}));

/** "22:00". */
export function timeOf(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

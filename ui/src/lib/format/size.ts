/** Sizes in words, in powers of a thousand as file managers have them. */
import { locale } from './locale';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** "0 B", "8.2 MB", "443 MB", "1.2 GB": two figures at least, none that nobody needs. */
export function formatSize(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const maximumFractionDigits = unit > 0 && value < 9.95 ? 1 : 0;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
  return `${number} ${UNITS[unit] ?? ''}`;
}

/** Numbers in words. */
import { locale } from './locale';

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** "1,204". */
export function formatNumber(value: number): string {
  return whole.format(value);
}

/** "1 store", "3 stores". */
export function count(value: number, one: string, many: string = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

/** A fault in words. */
import { formatNumber } from '$lib/format/number';
import type { AnswerView, FaultView } from '$lib/ipc';

/** Letters of a store's name that are shown. */
const ENOUGH = 40;

/** Which answer a fault gives, to which deliveries: "Patchbay answers 500 to …". */
export function faultWords(
  { status, delayS, left, trigger, store }: FaultView,
  letters = ENOUGH,
): string {
  const late = delayS > 0 ? ` after ${delayS} s` : '';
  const of = trigger === null ? '' : ` of ${trigger}`;
  const from = store === null ? '' : ` from ${cut(store, letters)}`;
  const words = `Patchbay answers ${status}${late} to ${deliveries(left)}${of}${from}`;
  return words.endsWith('…') ? words : `${words}.`;
}

function cut(name: string, letters: number): string {
  return name.length > letters ? `${name.slice(0, letters - 1).trimEnd()}…` : name;
}

function deliveries(left: number | null): string {
  if (left === null) return 'every delivery';
  return left === 1 ? 'the next delivery' : `the next ${formatNumber(left)} deliveries`;
}

/** "9:12". */
export function leftWords(until: number, now: number): string {
  const whole = Math.max(0, Math.ceil((until - now) / 1_000));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Whether BigCommerce takes a status for a failure. */
export function isFailure(status: number): boolean {
  return status < 200 || status > 299;
}

/** What BigCommerce makes of an answer. */
export function consequence(status: number, delay: number): string {
  if (isFailure(status))
    return 'BigCommerce counts it as failed and sends it again: first after 60 s, then ever later, for about 48 hours.';
  if (delay === 0) return 'BigCommerce counts every answer from 200 to 299 as a success.';
  return 'BigCommerce may stop waiting and send it again. How long it waits is not documented.';
}

/** What a delivery was answered: "Answered 500 after 2 s, as you asked". */
export function answeredWords({ status, delayMs }: AnswerView): string {
  const late = delayMs > 0 ? ` after ${secondWords(delayMs)}` : '';
  return `Answered ${status}${late}, as you asked`;
}

/** "2 s", "1.5 s". */
export function secondWords(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

/** Conditions in words, and which operators go with what is compared. */
import type { ConditionAs, ConditionOperator, ConditionRow, StepCondition } from '$lib/ipc';

/** What both sides are read as. */
export const READ_AS: readonly { readonly value: ConditionAs; readonly label: string }[] = [
  { value: 'text', label: 'text' },
  { value: 'number', label: 'number' },
  { value: 'money', label: 'money' },
  { value: 'date', label: 'date' },
  { value: 'list', label: 'list' },
  { value: 'boolean', label: 'yes or no' },
];

/** Operators in words. */
export const OPERATORS: Readonly<Record<ConditionOperator, string>> = {
  equals: 'equals',
  not_equals: 'does not equal',
  greater: 'is greater than',
  at_least: 'is at least',
  less: 'is less than',
  at_most: 'is at most',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  ends_with: 'ends with',
  matches: 'matches',
  one_of: 'is one of',
  not_one_of: 'is none of',
  is_empty: 'is empty',
  is_not_empty: 'is not empty',
  exists: 'exists',
  not_exists: 'does not exist',
  before: 'is before',
  after: 'is after',
  changed: 'changed',
};

const ALWAYS: readonly ConditionOperator[] = [
  'equals',
  'not_equals',
  'is_empty',
  'is_not_empty',
  'exists',
  'not_exists',
  'changed',
];
const SEVERAL: readonly ConditionOperator[] = ['one_of', 'not_one_of'];
const SIZES: readonly ConditionOperator[] = ['greater', 'at_least', 'less', 'at_most'];
const PARTS: readonly ConditionOperator[] = ['contains', 'not_contains'];
const ALONE: readonly ConditionOperator[] = [
  'is_empty',
  'is_not_empty',
  'exists',
  'not_exists',
  'changed',
];

const OF: Readonly<Record<ConditionAs, readonly ConditionOperator[]>> = {
  text: [...PARTS, 'starts_with', 'ends_with', 'matches', ...SEVERAL, ...ALWAYS],
  number: [...SIZES, ...SEVERAL, ...ALWAYS],
  money: [...SIZES, ...SEVERAL, ...ALWAYS],
  date: ['before', 'after', ...SEVERAL, ...ALWAYS],
  list: [...PARTS, ...ALWAYS],
  boolean: ALWAYS,
};

/** The operators that go with it, and the one that stands there. */
export function operatorsOf(as: ConditionAs, now: ConditionOperator) {
  const fit = OF[as].includes(now) ? OF[as] : [now, ...OF[as]];
  return fit.map((value) => ({ value, label: OPERATORS[value] }));
}

/** An operator that goes with it: the one that stands there, where it does. */
export function fitting(as: ConditionAs, now: ConditionOperator): ConditionOperator {
  return OF[as].includes(now) ? now : (OF[as][0] ?? now);
}

/** Whether it is compared with something. */
export function takesRight(op: ConditionOperator): boolean {
  return !ALONE.includes(op);
}

/** A condition in a few words. */
export function conditionWords(condition: StepCondition | null | undefined): string {
  if (!condition) return 'always';
  if (condition.row) return rowWords(condition.row);
  if (condition.not) return `not ${conditionWords(condition.not)}`;
  if (condition.all) return condition.all.map(within).join(' and ') || 'always';
  if (condition.any) return condition.any.map(within).join(' or ') || 'never';
  return condition.expression || 'no expression yet';
}

function within(condition: StepCondition): string {
  const words = conditionWords(condition);
  return condition.all || condition.any ? `(${words})` : words;
}

function rowWords({ left, op, right }: ConditionRow): string {
  const plain = left.replace(/^\{\{\s*(.*?)\s*\}\}$/s, '$1') || 'nothing yet';
  if (!takesRight(op)) return `${plain} ${OPERATORS[op]}`;
  return `${plain} ${OPERATORS[op]} ${rightText(right) || '“”'}`;
}

/** What it is compared with, as it is typed: several with commas between. */
export function rightText(right: unknown): string {
  if (right === null || right === undefined) return '';
  if (Array.isArray(right)) return right.map(rightText).join(', ');
  return typeof right === 'string' ? right : JSON.stringify(right);
}

/** The same as it is kept. */
export function rightOf(text: string, op: ConditionOperator): string | string[] {
  const several = SEVERAL.includes(op) && !text.includes('{{');
  return several ? text.split(',').map((one) => one.trim()) : text;
}

/** Steps and the groups of steps in them. */
import type { DocumentStep, SwitchCase } from '$lib/ipc';
import { below } from './pointer';

/** All kinds, in the order in which they are offered. */
export const KINDS = [
  'action',
  'http',
  'if',
  'switch',
  'for_each',
  'delay',
  'set',
  'forward',
  'notify',
  'stop',
] as const;

/** What a step does. */
export type StepKind = (typeof KINDS)[number];

/** A group of steps in a step. */
export interface Branch {
  /** Where its list stands. */
  readonly at: string;
  /** What is said before it: "Then". */
  readonly label: string;
  readonly steps: readonly DocumentStep[];
}

/** What kind of step it is. */
export function kindOf(step: DocumentStep): StepKind {
  return KINDS.find((kind) => step.do[kind] !== undefined) ?? 'stop';
}

/** The groups of steps in a step that stands at a pointer. */
export function branchesOf({ do: work }: DocumentStep, at: string): Branch[] {
  const branch = (
    label: string,
    steps: readonly DocumentStep[] = [],
    ...parts: (string | number)[]
  ) => ({
    at: below(at, 'do', ...parts),
    label,
    steps,
  });
  if (work.if)
    return [
      branch('Then', work.if.then, 'if', 'then'),
      branch('Otherwise', work.if.else, 'if', 'else'),
    ];
  if (work.for_each)
    return [
      branch(`For each ${work.for_each.as ?? 'item'}`, work.for_each.steps, 'for_each', 'steps'),
    ];
  if (!work.switch) return [];
  const cases = work.switch.cases.map((one, index) =>
    branch(caseLabel(one), one.steps, 'switch', 'cases', index, 'steps'),
  );
  return [...cases, branch('Otherwise', work.switch.otherwise, 'switch', 'otherwise')];
}

function caseLabel({ equals }: SwitchCase): string {
  if (equals.length === 0) return 'When it is nothing yet';
  return `When it is ${equals.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' or ')}`;
}

/** Whether steps can stand in it. */
export function isGroup(step: DocumentStep): boolean {
  return branchesOf(step, '').length > 0;
}

/** These steps and all in them, each before those in it. */
export function stepsIn(steps: readonly DocumentStep[]): DocumentStep[] {
  return steps.flatMap((step) => [
    step,
    ...branchesOf(step, '').flatMap((branch) => stepsIn(branch.steps)),
  ]);
}

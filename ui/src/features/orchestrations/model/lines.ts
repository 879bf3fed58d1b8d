/** A document as the lines of an indented list: the trigger, the filter, steps, and what leads to steps. */
import type { Document, DocumentStep } from '$lib/ipc';
import { OUTERMOST } from './places';
import { below } from './pointer';
import { branchesOf, type Branch } from './steps';

/** A line of the list. */
export type Line =
  | { readonly kind: 'trigger'; readonly at: string; readonly depth: 0 }
  | { readonly kind: 'filter'; readonly at: string; readonly depth: 0 }
  | {
      readonly kind: 'step';
      readonly at: string;
      readonly depth: number;
      readonly step: DocumentStep;
      /** Whether it is passed over, by itself or with what it is in. */
      readonly off: boolean;
    }
  | {
      readonly kind: 'branch';
      readonly at: string;
      readonly depth: number;
      readonly label: string;
      readonly empty: boolean;
    };

/** All lines, in order. */
export function linesOf(document: Document): Line[] {
  return [
    { kind: 'trigger', at: '/trigger', depth: 0 },
    { kind: 'filter', at: '/filter', depth: 0 },
    ...ofSteps(document.steps ?? [], OUTERMOST, 0, false),
  ];
}

function ofSteps(
  steps: readonly DocumentStep[],
  list: string,
  depth: number,
  passed: boolean,
): Line[] {
  return steps.flatMap((step, index) => {
    const at = below(list, index);
    const off = passed || step.disabled === true;
    const within = branchesOf(step, at).flatMap((branch) => ofBranch(branch, depth + 1, off));
    return [{ kind: 'step' as const, at, depth, step, off }, ...within];
  });
}

function ofBranch({ at, label, steps }: Branch, depth: number, off: boolean): Line[] {
  const empty = steps.length === 0;
  return [{ kind: 'branch', at, depth, label, empty }, ...ofSteps(steps, at, depth + 1, off)];
}

/** The line of a pointer: that of the step, trigger or filter that it is in. The trigger’s, where there is none. */
export function lineAt(lines: readonly Line[], at: string): Line | undefined {
  const around = lines.filter((line) => at === line.at || at.startsWith(`${line.at}/`));
  return around.findLast(({ at: own }) => own === at) ?? around.at(-1) ?? lines[0];
}

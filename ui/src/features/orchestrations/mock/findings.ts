/** What stands in the way of publishing a made-up orchestration, as the backend tells it. */
import type {
  Document,
  DocumentFinding,
  DocumentFindingKind,
  DocumentStep,
  Palette,
  StepAction,
  StepCondition,
  StepDo,
} from '$lib/ipc';
import { FORMS } from '../../actions/mock';
import { linesOf } from '../model/lines';
import { below } from '../model/pointer';
import { stepsIn } from '../model/steps';
import { preview } from './expressions';
import { isTrigger } from './palette';
import { knownOf } from './sample';

type Known = Record<string, unknown>;
type Tell = (at: string, kind: DocumentFindingKind, message: string, remedy: string) => void;

/** All of it. */
export function findingsOf(document: Document, palette: Palette): DocumentFinding[] {
  const found: DocumentFinding[] = [];
  const tell = (step: string | null): Tell => {
    return (at, kind, message, remedy) =>
      found.push({ at, step, severity: 'error', kind, message, remedy, span: null });
  };
  const known = knownOf(document);
  const { webhook } = document.trigger;
  if (webhook?.of.trigger !== undefined && !isTrigger(webhook.of.trigger))
    tell(null)(
      '/trigger/webhook/of',
      'unknown_trigger',
      `There is no trigger \`${webhook.of.trigger}\`.`,
      'Choose another.',
    );
  if (document.filter) ofTexts(document.filter, '/filter', known, tell(null));
  if (document.filter) ofCondition(document.filter, '/filter', tell(null));
  for (const line of linesOf(document))
    if (line.kind === 'step' && !line.off)
      ofStep(line.step, line.at, within(document, known, line.at), palette, tell(line.step.id));
  return found;
}

/** What is known at a step: the items it stands in too. */
function within(document: Document, known: Known, at: string): Known {
  const vars: Known = {};
  const items: Known = {};
  for (const { do: work } of stepsIn(document.steps ?? [])) Object.assign(vars, work.set);
  for (const line of linesOf(document)) {
    const list =
      line.kind === 'step' && at.startsWith(`${line.at}/`) ? line.step.do.for_each : undefined;
    if (!list) continue;
    const value = JSON.parse(
      preview(list.list, { ...known, vars, ...items }).value ?? 'null',
    ) as unknown;
    items[list.as ?? 'item'] = Array.isArray(value) ? ((value as unknown[])[0] ?? {}) : {};
  }
  return { ...known, vars, ...items };
}

function ofStep(
  { do: work }: DocumentStep,
  at: string,
  known: Known,
  palette: Palette,
  tell: Tell,
): void {
  const own = below(at, 'do');
  for (const [kind, body] of Object.entries(work)) {
    ofTexts(outer(body), below(own, kind), known, tell);
  }
  if (work.action) ofAction(work.action, below(own, 'action'), tell);
  if (work.if) ofCondition(work.if.condition, below(own, 'if', 'condition'), tell);
  ofOthers(work, own, palette, tell);
}

/** A step without the steps in it. */
function outer(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const inner = ['then', 'else', 'steps', 'cases', 'otherwise'];
  return Object.fromEntries(Object.entries(body).filter(([name]) => !inner.includes(name)));
}

function ofTexts(value: unknown, at: string, known: Known, tell: Tell): void {
  if (typeof value === 'string') {
    for (const { words, remedy } of preview(value, known).remarks)
      tell(at, 'reference', words, remedy);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) ofTexts(inner, below(at, name), known, tell);
  }
}

function ofAction({ action, input = {}, confirm }: StepAction, at: string, tell: Tell): void {
  const form = FORMS.find((one) => one.action.id === action);
  if (!form)
    return tell(
      below(at, 'action'),
      'unknown_action',
      `There is no action \`${action}\`.`,
      'Choose another.',
    );
  for (const { id, required } of form.inputs) {
    const value = input[id];
    if (required && (value === undefined || value === null || value === ''))
      tell(below(at, 'input', id), 'input_missing', `\`${id}\` is missing.`, 'Fill it in.');
  }
  if (form.action.danger === 'money' && !confirm)
    tell(
      below(at, 'confirm'),
      'confirm',
      'This moves money, and nothing says whether you are asked.',
      'Choose to be asked each time, above an amount, or never.',
    );
}

function ofCondition(condition: StepCondition, at: string, tell: Tell): void {
  if (condition.row && condition.row.left.trim() === '')
    tell(below(at, 'row', 'left'), 'condition', 'Nothing is compared.', 'Choose a field.');
  if (condition.expression?.trim() === '')
    tell(below(at, 'expression'), 'condition', 'There is no expression.', 'Write one.');
  for (const name of ['all', 'any'] as const)
    condition[name]?.forEach((one, index) => ofCondition(one, below(at, name, index), tell));
}

function ofOthers(work: StepDo, at: string, palette: Palette, tell: Tell): void {
  const isAddress = (id: string) => palette.addresses.some((one) => one.id === id);
  if (work.http && !isAddress(work.http.origin))
    tell(
      below(at, 'http', 'origin'),
      'unknown_origin',
      'No address is chosen.',
      'Choose a forward address.',
    );
  if (work.forward && !isAddress(work.forward.address))
    tell(
      below(at, 'forward', 'address'),
      'unknown_address',
      'No address is chosen.',
      'Choose a forward address.',
    );
  if (work.notify?.title.trim() === '')
    tell(below(at, 'notify', 'title'), 'empty', 'The notification has no title.', 'Give it one.');
  if (work.if && !work.if.then?.length && !work.if.else?.length)
    tell(below(at, 'if', 'then'), 'empty', 'Nothing is done either way.', 'Add a step to it.');
  if (work.for_each && !work.for_each.steps?.length)
    tell(
      below(at, 'for_each', 'steps'),
      'empty',
      'Nothing is done for an item.',
      'Add a step to it.',
    );
  if (work.set && Object.keys(work.set).length === 0)
    tell(below(at, 'set'), 'empty', 'Nothing is set.', 'Set a value, or remove the step.');
}

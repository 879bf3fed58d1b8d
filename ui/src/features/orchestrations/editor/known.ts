/**
 * What expressions of a step can look at: the sample of the whole, and what the steps around and before
 * it make of that: the item of a list, and values by a name.
 */
import type { Document, DocumentStep } from '$lib/ipc';
import { linesOf } from '../model/lines';
import { isWithin } from '../model/pointer';
import type { OrchestrationsPort } from '../port';

/** Names, and what they stand for. */
export type Known = Readonly<Record<string, unknown>>;

/** What is known at a pointer. */
export async function knownAt(
  port: Pick<OrchestrationsPort, 'previewExpression'>,
  sample: Known,
  document: Document,
  at: string,
): Promise<Known> {
  let known = sample;
  for (const line of linesOf(document)) {
    if (line.kind !== 'step' || line.off) continue;
    if (isWithin(at, line.at))
      known = { ...known, ...(await withItem(port, known, line.step, at)) };
    if (line.at === at) break;
    const set = line.step.do.set;
    if (set)
      known = {
        ...known,
        vars: { ...(known['vars'] as Known), ...(await values(port, known, set)) },
      };
  }
  return known;
}

async function withItem(
  port: Pick<OrchestrationsPort, 'previewExpression'>,
  known: Known,
  { id, do: work }: DocumentStep,
  at: string,
): Promise<Known> {
  const step = { ...(known['step'] as Known | undefined), id };
  if (!work.for_each || !at.includes('/do/for_each/steps')) return { step };
  const list = await came(port, known, work.for_each.list);
  const item: unknown = Array.isArray(list) ? (list as unknown[])[0] : null;
  return { step, item, index: 0, [work.for_each.as ?? 'item']: item };
}

async function values(
  port: Pick<OrchestrationsPort, 'previewExpression'>,
  known: Known,
  set: Known,
): Promise<Known> {
  const made = Object.entries(set).map(async ([name, value]) => {
    const isText = typeof value === 'string';
    return [name, isText ? await came(port, known, value) : value] as const;
  });
  return Object.fromEntries(await Promise.all(made));
}

async function came(
  port: Pick<OrchestrationsPort, 'previewExpression'>,
  known: Known,
  text: string,
): Promise<unknown> {
  const { value } = await port.previewExpression(text, JSON.stringify(known));
  return value === null ? null : JSON.parse(value);
}

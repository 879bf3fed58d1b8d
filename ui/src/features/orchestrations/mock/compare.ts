/** What one made-up document says other than another. */
import type { Document, DocumentChange, DocumentStep, Json } from '$lib/ipc';
import { stepsIn } from '../model/steps';

const json = (value: unknown): Json => (value ?? null) as Json;
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** All of it. */
export function changesOf(before: Document, after: Document): DocumentChange[] {
  const whole = (['name', 'trigger', 'filter'] as const).flatMap((kind) =>
    same(before[kind], after[kind])
      ? []
      : [
          {
            kind,
            step: null,
            at: '',
            before: json(before[kind]),
            after: json(after[kind]),
            words: WHOLE[kind],
          },
        ],
  );
  return [...whole, ...ofSteps(before, after)];
}

const WHOLE = {
  name: 'It has another name',
  trigger: 'Something else starts it',
  filter: 'Something else has to hold',
};

function ofSteps(before: Document, after: Document): DocumentChange[] {
  const old = new Map(stepsIn(before.steps ?? []).map((step) => [step.id, step]));
  const now = new Map(stepsIn(after.steps ?? []).map((step) => [step.id, step]));
  const gone = [...old.values()].filter(({ id }) => !now.has(id));
  return [
    ...gone.map((step) => change('removed', step, null, `The step ${step.id} is gone`)),
    ...[...now.values()].flatMap((step) => {
      const was = old.get(step.id);
      if (!was) return [change('added', null, step, `The step ${step.id} is new`)];
      return same(was, step) ? [] : [change('field', was, step, `The step ${step.id} is another`)];
    }),
  ];
}

function change(
  kind: DocumentChange['kind'],
  before: DocumentStep | null,
  after: DocumentStep | null,
  words: string,
): DocumentChange {
  const step = (after ?? before)?.id ?? null;
  return { kind, step, at: '', before: json(before?.do), after: json(after?.do), words };
}

/** An example of each field, with names of this machine's own where there are some. */
import type { Field } from '../model/filter';
import type { Choices, Named } from './choices';
import { typedValue } from './tokens';

/** What can be typed for each field. */
export function examplesOf({ triggers, stores, apps, labels }: Choices): Record<Field, string> {
  return {
    trigger: `trigger:${first(triggers, 'Order Created')}`,
    is: 'is:quarantined, is:duplicate, is:pinned',
    store: `store:${first(stores, 'Northwind')}`,
    app: `app:${first(apps, 'Orders sync')}`,
    resource: 'resource:cart',
    id: 'id:250, exactly',
    after: 'after:yesterday, after:2h',
    before: 'before:"2026-11-22 14:30"',
    label: `label:${typedValue(labels[0] ?? 'to check')}`,
    text: 'text:"status_id":11',
  };
}

function first(from: readonly Named<string | number>[], otherwise: string): string {
  return typedValue(from[0]?.name ?? otherwise);
}

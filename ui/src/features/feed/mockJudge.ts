/** Whether an event of the fake backend meets conditions, judged as the real one judges. */
import type { Condition, FeedRow, Mark, Term } from '$lib/ipc';
import { VERDICT_MARKS } from './model/words';

/** An event with what its deliveries carry. */
export interface Judged {
  readonly row: FeedRow;
  /** Body and headers. */
  readonly text: () => string;
}

const VERDICTS: readonly Mark[] = ['verified', 'stale', 'byHeader', 'unverified', 'quarantined'];
const ORIGINS: readonly Mark[] = ['live', 'recovered', 'test', 'replayed'];

/**
 * Whether all conditions are met: of one field and family any, of texts, labels, limits and the other
 * marks all, and nothing that is excluded.
 */
export function meets(conditions: readonly Condition[], event: Judged): boolean {
  if (conditions.some(({ not, term }) => not && holds(term, event))) return false;
  const wanted = conditions.filter(({ not }) => !not).map(({ term }) => term);
  return wanted.every((term) =>
    wanted.some((other) => groupOf(other) === groupOf(term) && holds(other, event)),
  );
}

function groupOf(term: Term): string {
  const { field, value } = term;
  if (field !== 'is')
    return ['text', 'label', 'after', 'before'].includes(field) ? `${field} ${value}` : field;
  if (VERDICTS.includes(value)) return 'verdict';
  return ORIGINS.includes(value) ? 'origin' : value;
}

function holds(term: Term, { row, text }: Judged): boolean {
  const { field, value } = term;
  if (field === 'app') return row.appId === value;
  if (field === 'store') return row.storeId === value;
  if (field === 'trigger') return row.triggerId === value;
  if (field === 'resource') return row.resourceType === value || row.scope.includes(`/${value}/`);
  if (field === 'id') return row.resourceId === value;
  if (field === 'after') return row.at >= value;
  if (field === 'before') return row.at < value;
  if (field === 'label') return row.labels.includes(value);
  if (field === 'text') return text().toLowerCase().includes(value.toLowerCase());
  return marked(value, row);
}

function marked(mark: Mark, row: FeedRow): boolean {
  if (mark === 'duplicate') return row.deliveries > 1;
  if (mark === 'pinned') return row.pinned;
  if (mark === 'noted') return row.noted;
  if (mark === 'imported') return row.imported;
  return VERDICT_MARKS[row.verdict] === mark || row.origin === mark;
}

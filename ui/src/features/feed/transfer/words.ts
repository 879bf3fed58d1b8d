/** Exports and imports in words. */
import type { ExportFormat, ImportView, Phase, Progress, Unreadable } from '$lib/ipc';
import { count, formatNumber } from '$lib/format/number';
import type { Done } from './exports.svelte';

/** A format as the dialog offers it. */
export interface FormatWords {
  readonly format: ExportFormat;
  readonly name: string;
  readonly about: string;
}

/** Every format. */
export const FORMATS: readonly FormatWords[] = [
  {
    format: 'ndjson',
    name: 'NDJSON',
    about: 'An event a line. Can be imported again.',
  },
  { format: 'json', name: 'JSON', about: 'One document. Can be imported again.' },
  {
    format: 'csv',
    name: 'CSV',
    about: 'A row an event, for spreadsheets.',
  },
  { format: 'har', name: 'HAR', about: 'HTTP Archive 1.2: an entry a delivery, for HTTP tools.' },
];

const DOES: Record<Phase, string> = {
  finding: 'Finding events',
  writing: 'Exporting',
  reading: 'Reading',
  importing: 'Importing',
};

/** "Exporting 12,300 of 1,000,000 events". */
export function progressWords({ phase, done, total }: Progress): string {
  if (total === null) return `${DOES[phase]}: ${formatNumber(done)} so far`;
  return `${DOES[phase]} ${formatNumber(Math.min(done, total))} of ${count(total, 'event')}`;
}

/** "Exported 12,345 events to orders.ndjson". */
export function exportedWords({ events, file }: Done): string {
  return `Exported ${count(events, 'event')} to ${file}`;
}

/** "Added 90 events, 8 were already here, 2 unreadable (lines 14, 80)". */
export function importedWords({ added, here, noRoom, unreadable, cancelled }: ImportView): string {
  const parts = [`${cancelled ? 'Cancelled: added' : 'Added'} ${count(added, 'event')}`];
  if (here > 0) parts.push(`${formatNumber(here)} already here`);
  if (noRoom > 0) parts.push(`${formatNumber(noRoom)} left out, the quarantine is full`);
  if (unreadable.count > 0) parts.push(unreadableWords(unreadable));
  return parts.join(', ');
}

/** "2 unreadable (lines 14, 80)". */
function unreadableWords({ count: total, first }: Unreadable): string {
  const lines = first.slice(0, 5).map(({ line }) => formatNumber(line));
  const rest = total > lines.length ? ', …' : '';
  const noun = total === 1 ? 'line' : 'lines';
  return `${formatNumber(total)} unreadable (${noun} ${lines.join(', ')}${rest})`;
}

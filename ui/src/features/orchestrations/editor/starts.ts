/** What starts an orchestration, in words. */
import type { DocumentTrigger, Palette, Schedule } from '$lib/ipc';
import { count } from '$lib/format/number';

/** "Order Created", "Every day at 08:30", "By hand". */
export function startWords({ webhook, schedule }: DocumentTrigger, palette: Palette): string {
  if (schedule) return scheduleWords(schedule);
  if (!webhook) return 'By hand';
  const { trigger: id, scope } = webhook.of;
  return palette.triggers.find((one) => one.id === id)?.name ?? id ?? scope ?? '';
}

function scheduleWords({ every }: Schedule): string {
  if (every.minutes !== undefined) return `Every ${count(every.minutes, 'minute')}`;
  if (every.hours !== undefined) return `Every ${count(every.hours, 'hour')}`;
  if (every.daily !== undefined) return `Every day at ${every.daily}`;
  const days = every.weekly.on.map((day) => `${day.slice(0, 1).toUpperCase()}${day.slice(1, 3)}`);
  return `${days.join(', ') || 'On no day'} at ${every.weekly.at}`;
}

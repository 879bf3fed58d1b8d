/** Entries that try things out. */
import Send from '@lucide/svelte/icons/send';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { StatusView } from '$lib/ipc';
import { currentFault, stopFault } from '../../features/tryout/fault/current.svelte';
import { tryout } from '../../features/tryout/tryout.svelte';
import { entry } from './entry';
import type { Entry, PalettePort } from './entry';

/** A test, a fault, and the end of the fault there is. */
export function tryouts(port: PalettePort, status: StatusView | null): Entry[] {
  const test = entry({
    id: 'do Send a test trigger',
    kind: 'Action',
    title: 'Send a test trigger',
    icon: Send,
    words: ['payload', 'webhook', 'try out', 'sample'],
    run: () => tryout.test(),
  });
  const fault = entry({
    id: 'do Answer with a fault',
    kind: 'Action',
    title: 'Answer with a fault',
    icon: TriangleAlert,
    words: ['error', 'status', 'delay', 'retry', 'try out'],
    run: () => tryout.fault(),
  });
  return currentFault(status) ? [stop(port), test, fault] : [test, fault];
}

function stop(port: PalettePort): Entry {
  return entry({
    id: 'do Stop the fault',
    kind: 'Action',
    title: 'Stop the fault',
    icon: TriangleAlert,
    words: ['answer', 'error'],
    run: () => stopFault(port),
  });
}

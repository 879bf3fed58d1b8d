/** The fault that deliveries are answered with at this moment. */
import { ipc } from '$lib/ipc';
import type { FaultView, StatusView } from '$lib/ipc';
import { announce } from '$lib/state/announce.svelte';
import { seconds } from '$lib/state/clock.svelte';
import { status } from '$lib/state/status.svelte';

/** The fault, none once its time is over. */
export function currentFault(of: StatusView | null = status.now): FaultView | null {
  const fault = of?.fault ?? null;
  return fault !== null && fault.until > seconds.now ? fault : null;
}

/** Answers as ever again. */
export async function stopFault(port: Pick<typeof ipc, 'clearFault'> = ipc): Promise<void> {
  await port.clearFault();
  announce('Deliveries are answered 200 at once again', 'good');
}

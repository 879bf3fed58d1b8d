/** The backend as a diagnosis asks it. */
import { ipc } from '$lib/ipc';
import type { DiagnosePort } from './diagnosis.svelte';

export const diagnosePort: DiagnosePort = {
  diagnose: (about, take) => ipc.diagnose(about, take),
  stop: (watch) => void ipc.unwatch(watch).catch(() => undefined),
};

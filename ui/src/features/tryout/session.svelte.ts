/** What is typed in the dialogs. It outlives them, so that closing one loses nothing. */
import { ipc } from '$lib/ipc';
import { FaultDraft } from './fault/faultDraft.svelte';
import { Targets } from './targets.svelte';
import { TestDraft } from './test/testDraft.svelte';

/** What can be tried out. */
export const targets = new Targets(ipc);
/** The test as it is written. */
export const testDraft = new TestDraft(ipc, targets);
/** The fault as it is written. */
export const faultDraft = new FaultDraft(ipc, targets);

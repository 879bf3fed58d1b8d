/** Actions; what is typed and what runs outlive the screen. */
import { ipc } from '$lib/ipc';
import { Desk } from './desk.svelte';

/** The actions. */
export const desk = new Desk(ipc);

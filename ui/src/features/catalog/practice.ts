/** Practising: the practice app that is opened or made. */
import { ipc } from '$lib/ipc';
import type { AppView, ConnectorCard } from '$lib/ipc';
import { freeName } from './catalog.svelte';

/** What a window that was asked to open in practice does with the catalog. */
export type Opening =
  { kind: 'nothing' } | { kind: 'create'; card: ConnectorCard } | { kind: 'resume'; id: number };

/** Creates the first practice app, or goes on with one that is not set up; a ready one is left in peace. */
export function openingOf(cards: readonly ConnectorCard[]): Opening {
  const [card] = cards;
  const practising = cards.flatMap(({ apps }) => apps).filter((app) => app.mode === 'practice');
  if (practising.length === 0) return card ? { kind: 'create', card } : { kind: 'nothing' };
  const open = practising.find((app) => app.state === 'notSetUp');
  return open ? { kind: 'resume', id: open.id } : { kind: 'nothing' };
}

/** Creates a practice app and starts the practice BigCommerce; whether that runs is shown in the set-up. */
export async function createPractice(card: ConnectorCard): Promise<AppView> {
  const app = await ipc.createApp(card.id, 'practice', freeName(card, 'practice'));
  void ipc.startPractice().catch(() => undefined);
  return app;
}

let taken = false;

/** Whether this window still has to open in practice: true once. */
export function takeRequest(asked: boolean): boolean {
  const fresh = asked && !taken;
  taken ||= asked;
  return fresh;
}

/** Events and deliveries for the tests of the detail pane. */
import type { DeliveryView, EventDetail } from '$lib/ipc';
import { row } from '../testing';

/** A delivery with an id, and whatever else matters. */
export function delivery(id: number, given: Partial<DeliveryView> = {}): DeliveryView {
  return {
    id,
    at: id * 1_000,
    verdict: 'verified',
    headers: [],
    webhookId: 'msg_1',
    webhookTimestamp: null,
    size: 2,
    method: 'POST',
    path: '/h/q7Vx2mT0bR9sLk4',
    origin: 'live',
    answer: null,
    ...given,
  };
}

/** An event with an id, and whatever else matters. */
export function about(id: number, given: Partial<EventDetail> = {}): EventDetail {
  return {
    row: row(id),
    scope: 'store/order/created',
    occurredAt: null,
    verdictMeans: 'Signed.',
    quarantine: null,
    deliveries: [],
    body: '{}',
    bodyIsJson: true,
    bodyIsText: true,
    bodySize: 2,
    canFetch: true,
    exception: null,
    look: null,
    note: '',
    replayOf: null,
    replays: [],
    forwards: [],
    ...given,
  };
}

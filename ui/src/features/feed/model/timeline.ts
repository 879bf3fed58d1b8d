/** The deliveries of an event as a timeline: what came when, and how long after the one before. */
import type { DeliveryView } from '$lib/ipc';

/** One delivery in its place. */
export interface TimelineStep {
  readonly delivery: DeliveryView;
  /** Milliseconds since the delivery before it, or `null` for the first. */
  readonly gap: number | null;
  /** The same `webhook-id` as the first: BigCommerce's own retry or duplicate. */
  readonly sameMessage: boolean;
}

/** The deliveries, oldest first, with the gaps between them. */
export function timeline(deliveries: readonly DeliveryView[]): TimelineStep[] {
  const first = deliveries[0];
  return deliveries.map((delivery, at) => {
    const before = deliveries[at - 1];
    return {
      delivery,
      gap: before ? delivery.at - before.at : null,
      sameMessage: delivery.webhookId !== null && delivery.webhookId === first?.webhookId,
    };
  });
}

/** A gap in words: "1.2 s", "3 min", "2 h 5 min". */
export function gapWords(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** A size in words: "180 B", "64.0 KB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${(bytes / 1_024).toFixed(1)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

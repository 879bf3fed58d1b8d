/** How the detail pane is looked at: it stays from one event to the next. */

/** Parts of the event. */
export type Part = 'payload' | 'headers' | 'deliveries' | 'compare' | 'forwards' | 'resource';
/** Ways to look at a payload. */
export type PayloadLook = 'tree' | 'text' | 'raw';

/** Menus of the event's header. */
export type Menu = 'copy' | 'labels' | 'markedLabels';

/** What the detail pane shows of an event. */
export class View {
  part = $state<Part>('payload');
  look = $state<PayloadLook>('tree');
  /** Whether text too is shown as a dump. */
  hex = $state(false);
  /** Whether only what changed is shown of a comparison. */
  onlyChanges = $state(true);
  /** The delivery looked at; `null` is the latest. */
  delivery = $state<number | null>(null);
  /** The menu that is open. */
  menu = $state<Menu | null>(null);

  /** Opens a menu, or closes it. */
  toggleMenu(menu: Menu, open: boolean): void {
    if (open) this.menu = menu;
    else if (this.menu === menu) this.menu = null;
  }

  /** Shows the payload of a delivery. */
  showPayload(deliveryId: number): void {
    this.delivery = deliveryId;
    this.part = 'payload';
  }
}

/** What the page says in passing: heard by screen readers, and shown for a moment. */
export interface Announcement {
  id: number;
  words: string;
  tone: 'info' | 'good' | 'bad';
  shown: boolean;
}

class Announcements {
  list = $state<Announcement[]>([]);
  #next = 1;

  add(words: string, tone: Announcement['tone'], shown: boolean): void {
    this.list = [...this.list.slice(-3), { id: this.#next++, words, tone, shown }];
  }

  dismiss(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }
}

export const announcements = new Announcements();

/** Says it to screen readers, and shows it unless `shown` is false. */
export function announce(words: string, tone: Announcement['tone'] = 'info', shown = true): void {
  announcements.add(words, tone, shown);
}

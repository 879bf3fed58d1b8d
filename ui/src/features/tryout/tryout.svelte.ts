/** Which of the two dialogs for trying things out is open, whatever the screen. */

/** The dialogs. */
export type Trial = 'test' | 'fault';

/** What a test is opened for. */
export interface Subject {
  readonly storeId: number;
  readonly trigger?: string;
}

class Tryout {
  open = $state<Trial | null>(null);
  /** The store and the trigger a test was opened for, where it was opened beside one. */
  subject = $state.raw<Subject | null>(null);

  /** Opens the test of a trigger. */
  test(subject: Subject | null = null): void {
    this.subject = subject;
    this.open = 'test';
  }

  /** Opens the answering with a fault. */
  fault(): void {
    this.open = 'fault';
  }

  close(): void {
    this.open = null;
  }
}

export const tryout = new Tryout();

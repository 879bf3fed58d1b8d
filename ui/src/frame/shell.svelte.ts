/** What of the frame is open, and what of it the user keeps. */

/** What lies over the page. */
export type Sheet = 'none' | 'palette' | 'shortcuts';

const NARROW = 'patchbay.rail.narrow';

class Shell {
  /** Whether the rail shows icons only. */
  narrow = $state(localStorage.getItem(NARROW) === 'yes');
  /** Which sheet lies over the page. */
  sheet = $state<Sheet>('none');

  toggleRail(): void {
    this.narrow = !this.narrow;
    localStorage.setItem(NARROW, this.narrow ? 'yes' : 'no');
  }

  open(sheet: Sheet): void {
    this.sheet = sheet;
  }

  toggle(sheet: Sheet): void {
    this.sheet = this.sheet === sheet ? 'none' : sheet;
  }

  close(): void {
    this.sheet = 'none';
  }
}

export const shell = new Shell();

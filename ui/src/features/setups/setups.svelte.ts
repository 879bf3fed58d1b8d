/** The dialogs about set-ups as files, which can be opened from anywhere. */
class Setups {
  /** Which one is open. */
  open = $state<'none' | 'export' | 'import'>('none');
}

export const setups = new Setups();

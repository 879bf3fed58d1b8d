/** The shortcuts as the sheet lists them, screen by screen. */
import { shortcut } from '$lib/format/keys';

/** One shortcut: its keys, pressed together or one after another, and what it does. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

/** Shortcuts of one screen. */
export interface ShortcutGroup {
  readonly title: string;
  readonly list: readonly Shortcut[];
}

/** All of them. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    list: [
      { keys: shortcut('K'), does: 'Go to anything' },
      { keys: shortcut('B'), does: 'Narrow or widen the rail' },
      { keys: shortcut('Q'), does: 'Quit' },
      { keys: ['?'], does: 'Show the shortcuts' },
      { keys: ['Esc'], does: 'Close what is open' },
    ],
  },
  {
    title: 'Go to',
    list: [
      { keys: ['G', 'C'], does: 'Catalog' },
      { keys: ['G', 'S'], does: 'Stores' },
      { keys: ['G', 'F'], does: 'Feed' },
      { keys: ['G', 'A'], does: 'Actions' },
      { keys: ['G', 'O'], does: 'Orchestrations' },
      { keys: ['G', 'D'], does: 'Diagnose' },
      { keys: ['G', 'P'], does: 'Preferences' },
    ],
  },
  {
    title: 'Feed',
    list: [
      { keys: ['/'], does: 'Search and filter' },
      { keys: ['↓', 'J'], does: 'Next event' },
      { keys: ['↑', 'K'], does: 'Previous event' },
      { keys: ['Enter'], does: 'Open the event' },
      { keys: ['M'], does: 'Menu of the event' },
      { keys: ['X'], does: 'Select the event' },
      { keys: ['Shift', '↓'], does: 'Select a range' },
      { keys: ['D'], does: 'Compare: two selected, or with the previous event' },
      { keys: ['P'], does: 'Pin or unpin' },
      { keys: ['L'], does: 'Label' },
      { keys: ['R'], does: 'Replay' },
      { keys: ['E'], does: 'Export: what is selected, or all the filter shows' },
      { keys: ['C'], does: 'Copy as cURL, fetch or Python' },
      { keys: ['T'], does: 'Send a test trigger' },
      { keys: ['Home'], does: 'Newest event' },
      { keys: ['End'], does: 'Oldest event loaded' },
    ],
  },
  {
    title: 'Actions',
    list: [
      { keys: ['/'], does: 'Search actions' },
      { keys: ['↑', '↓'], does: 'Move between actions' },
      { keys: ['Enter'], does: 'Open the action' },
      { keys: shortcut('Enter'), does: 'Run it' },
    ],
  },
  {
    title: 'Orchestrations',
    list: [
      { keys: ['↑', '↓'], does: 'Move between steps' },
      { keys: ['Enter'], does: 'Open the step' },
      { keys: ['A'], does: 'Add a step' },
      { keys: ['Alt', '↑'], does: 'Move the step up' },
      { keys: ['Alt', '↓'], does: 'Move the step down' },
      { keys: ['Alt', '→'], does: 'Move the step into the group above' },
      { keys: ['Alt', '←'], does: 'Move the step out of its group' },
      { keys: shortcut('D'), does: 'Duplicate the step' },
      { keys: ['Delete'], does: 'Remove the step' },
      { keys: shortcut('Z'), does: 'Undo' },
      { keys: [...shortcut('Shift'), 'Z'], does: 'Do again' },
    ],
  },
  {
    title: 'Runs',
    list: [
      { keys: ['↓', 'J'], does: 'Next run' },
      { keys: ['↑', 'K'], does: 'Previous run' },
      { keys: ['Enter'], does: 'Open the run' },
      { keys: ['Esc'], does: 'Back to the list' },
    ],
  },
  {
    title: 'Lists',
    list: [
      { keys: ['↑', '↓'], does: 'Move between rows' },
      { keys: ['Enter'], does: 'Open the row' },
      { keys: ['Tab'], does: 'Next control' },
    ],
  },
];

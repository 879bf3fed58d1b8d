/** The words the feed uses for what the checks said and how an event came. */
import type { Mark, Origin, Verdict } from '$lib/ipc';
import type { Tone } from '$lib/state/problems';

/** A verdict in words. */
export interface VerdictWords {
  /** For the row. */
  readonly word: string;
  /** For the filter and the hover: the whole of it in a sentence. */
  readonly means: string;
  readonly tone: Tone;
}

/** Every verdict in words. */
export const VERDICTS: Record<Verdict, VerdictWords> = {
  verified: {
    word: 'Verified',
    means: 'Signed with this app’s Client Secret, just before it arrived.',
    tone: 'good',
  },
  verifiedStale: {
    word: 'Verified, late',
    means:
      'Signed with this app’s Client Secret, with an old timestamp: a late retry, or a clock that is off.',
    tone: 'good',
  },
  byHeader: {
    word: 'By header',
    means: 'Not signed, but it carries the secret header that only this hook knows.',
    tone: 'warn',
  },
  unverified: {
    word: 'Not checked yet',
    means: 'The keychain was locked when it arrived. It is checked once the keychain opens.',
    tone: 'warn',
  },
  quarantined: {
    word: 'Quarantined',
    means:
      'It carries a signature that is wrong. It is kept for you to look at and starts nothing.',
    tone: 'bad',
  },
};

/** How an event came, in words; a live one needs none. */
export const ORIGINS: Record<Origin, string | null> = {
  live: null,
  recovered: 'Recovered',
  replayed: 'Replayed',
  test: 'Test',
};

/** What is said of an event in one word, for the filter. */
export interface MarkWords {
  readonly word: string;
  readonly means: string;
}

/** The mark that stands for a verdict. */
export const VERDICT_MARKS: Record<Verdict, Mark> = {
  verified: 'verified',
  verifiedStale: 'stale',
  byHeader: 'byHeader',
  unverified: 'unverified',
  quarantined: 'quarantined',
};

const { verified, verifiedStale: stale, byHeader, unverified, quarantined } = VERDICTS;

/** Every mark in words. */
export const MARKS: Record<Mark, MarkWords> = {
  verified,
  stale,
  byHeader,
  unverified,
  quarantined,
  live: { word: 'Live', means: 'BigCommerce delivered it.' },
  recovered: { word: 'Recovered', means: 'Found by asking BigCommerce after a downtime.' },
  test: { word: 'Test', means: 'A test sent from here.' },
  replayed: { word: 'Replayed', means: 'Sent again from here.' },
  duplicate: { word: 'Duplicate', means: 'It was delivered more than once.' },
  pinned: { word: 'Pinned', means: 'You pinned it.' },
  noted: { word: 'Noted', means: 'You wrote a note on it.' },
  imported: {
    word: 'Imported',
    means: 'Read from a file. Its verdict is what the checks said where it was exported.',
  },
};

/** Every mark, in the order a menu lists them. */
export const MARK_ORDER = Object.keys(MARKS) as Mark[];

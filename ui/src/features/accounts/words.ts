/** The words for an API account's credentials and what its token opens. */
import type { AccessStanding, AccountView, Proof, VaultKind } from '$lib/ipc';
import type { Tone } from '$lib/state/problems';

/** How far the secret is proved: only what BigCommerce signs says it. */
export const SECRET_PROOFS: Record<Proof, { tone: Tone; words: string; means: string }> = {
  notYet: { tone: 'quiet', words: 'Not proved yet', means: 'The first trigger proves it.' },
  exchange: { tone: 'good', words: 'Proved', means: 'BigCommerce signed a trigger with it.' },
  signature: { tone: 'good', words: 'Proved', means: 'BigCommerce signed a trigger with it.' },
  refused: {
    tone: 'bad',
    words: 'Wrong',
    means: 'Triggers arrive with signatures that it does not make. Copy it again.',
  },
};

export const KEPT: Record<VaultKind, string> = {
  keychain: 'Both secrets in the keychain of this computer. They are never shown again.',
  memory: 'Both secrets in memory only, until Patchbay ends: there is no keychain here.',
};

/** How the token is. */
export function tokenWords(account: AccountView): {
  tone: Tone;
  words: string;
  means: string;
  at: number | null;
} {
  const { tokenRefused, tokenProvedAt } = account;
  if (tokenRefused)
    return { tone: 'bad', words: 'Refused', means: 'The account was deleted.', at: null };
  if (tokenProvedAt === null)
    return { tone: 'quiet', words: 'Not proved yet', means: 'Check the store.', at: null };
  return { tone: 'good', words: 'Proved', means: 'BigCommerce accepts it.', at: tokenProvedAt };
}

/** What was seen of something that needs a scope. */
export const STANDINGS: Record<AccessStanding, { tone: Tone; words: string }> = {
  open: { tone: 'good', words: 'Works' },
  refused: { tone: 'bad', words: 'Scope missing' },
  notTold: { tone: 'quiet', words: 'Not told' },
};

/** The account that is being added: what was typed of it stays while the user looks elsewhere, its
 * secrets apart. */
import { AccountDraft } from './draft.svelte';

class Adding {
  draft = $state.raw(new AccountDraft());

  /** It was added: the next one begins anew. */
  done(): void {
    this.draft = new AccountDraft();
  }
}

export const adding = new Adding();

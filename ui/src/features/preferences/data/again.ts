/** Beginning again: nothing on the page is true of another ledger. */

/** Loads the page anew, in the same window and at the same place. */
export function beginAgain(): void {
  location.reload();
}

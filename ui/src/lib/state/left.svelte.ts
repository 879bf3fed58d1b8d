/** Hooks that a deletion had to leave at BigCommerce, until the user has read of them. */
import type { LeftHooks, Removal } from '$lib/ipc';

class Left {
  list = $state.raw<readonly LeftHooks[]>([]);
}

export const left = new Left();

/** Tells the user, if there is anything to tell. */
export function tellLeft({ leftHooks }: Removal): void {
  if (leftHooks.length > 0) left.list = leftHooks;
}

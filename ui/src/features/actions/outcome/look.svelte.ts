/** How answers are shown: the last choice holds for the next one. */
class Look {
  now = $state<'tree' | 'text'>('tree');
}

export const look = new Look();
